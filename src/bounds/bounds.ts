/**
 * Every bound on what comes in and what goes out, so that no StatefulSet can cost the others their admissions. They are
 * far above what people need (docs/bounds.md compares them with the largest example), and the worst input that they let
 * through takes less than 50 ms of the event loop at a time (`npm run bench`, "worst admission"). A length is in UTF-16
 * units unless bytes are named.
 */

/** The annotation's text, and a file that it renders: Kubernetes allows 256 KiB for all annotations of an object. */
export const MAX_ANNOTATION_LENGTH = 256 * 1024;

/** YAML tokens. A line such as `- mountPath: /a` has seven, a block scalar of any length about four. */
export const MAX_YAML_TOKENS = 5_000;

/** Brackets within brackets, or columns. A valid annotation has eight levels; the stack is enough for hundreds. */
export const MAX_YAML_NESTING = 100;

/** References to an anchor. */
export const MAX_YAML_ALIASES = 100;

/** All keys and texts of the annotation, each counted wherever an alias repeats it. */
export const MAX_WRITTEN_LENGTH = 512 * 1024;

/** Lists, mappings and scalars of the annotation, each counted wherever an alias repeats it. */
export const MAX_WRITTEN_VALUES = 5_000;

/** Volumes of an annotation, and its `envFrom`. */
export const MAX_VOLUMES = 100;
export const MAX_ENV_FROM = 100;

/** Environment variables of an annotation. */
export const MAX_VARIABLES = 256;

/** Variables of an annotation's own, which expressions use. */
export const MAX_OWN_VARIABLES = 64;

/** Patches of an annotation. */
export const MAX_PATCHES = 32;

/** Sources of a volume, and files of a source. */
export const MAX_SOURCES = 100;
export const MAX_FILES = 100;

/** Items of a source. */
export const MAX_ITEMS = 256;

/** Containers that an element names. */
export const MAX_CONTAINERS_NAMED = 100;

/** Expressions of an annotation. */
export const MAX_EXPRESSIONS = 256;

/** All expressions of an annotation together: to parse them takes about a microsecond for each character. */
export const MAX_CODE_LENGTH = 16 * 1024;

/** One expression. */
export const MAX_EXPRESSION_LENGTH = 1_024;

/** Brackets within brackets of an expression. */
export const MAX_BRACKET_DEPTH = 32;

/** A matchCondition of a webhook's configuration that `status` and `why` evaluate. */
export const MAX_CONDITION_LENGTH = 4_096;

/** Characters and list elements of any value that an expression computes. */
export const MAX_WEIGHT = 64 * 1024;

/** Nodes evaluated and characters read by all expressions of a pod. They take about 5 ms. */
export const MAX_STEPS = 50_000;

/** A rendered name, path or variable: a longer one is a mistake. */
export const MAX_FIELD_LENGTH = 4_096;

/** Bytes of a path: PATH_MAX of Linux less its NUL. With a longer one no container starts, and to take millions of parts to pieces takes time. */
export const MAX_PATH_LENGTH = 4_095;

/**
 * Characters of all mount paths of a pod's containers that get something, or of all paths of a volume's files, with 32 for
 * each: with more, it is not looked for mounts inside of others, which takes a few milliseconds for as many.
 */
export const MAX_PATHS_COMPARED = 256 * 1024;

/**
 * Replicas of a StatefulSet whose annotation uses `peers`: their names alone would fill MAX_WEIGHT. Entries of OpenKruise's
 * `reserveOrdinals`, too, which are sorted for each pod; with more, no pod is tried out when the set is applied.
 */
export const MAX_PEERS = 4_096;

/** Mounts and variables of one pod: each element of the annotation counts once for each container that it goes to. */
export const MAX_PLACEMENTS = 4_096;

/** Bytes of one pod's JSON Patch: every value counts once for each container that it goes to. */
export const MAX_PATCH_BYTES = 512 * 1024;

/** Bytes of the status annotation. */
export const MAX_STATUS_BYTES = 64 * 1024;

/**
 * Characters of the fields that patches have changed, and of what was left out, in the status annotation: it says how many more
 * there are. Also of the labels and annotations that they have replaced: if there are more, it has none.
 */
export const MAX_STATUS_LIST_LENGTH = 8 * 1024;

/** Bytes of all annotations of a pod, keys and values: Kubernetes' own limit. */
export const MAX_POD_ANNOTATION_BYTES = 256 * 1024;

/** A denial. The StatefulSet controller repeats it in an event each time that it retries. */
export const MAX_MESSAGE_LENGTH = 2_048;

/** Mistakes of one annotation that a denial lists; how many more there are follows. */
export const MAX_MISTAKES_TOLD = 10;

/** Complaints of the schema that are put into words: to look for the place of one, and for what was meant, takes up to 0.1 ms. */
export const MAX_COMPLAINTS_DESCRIBED = 100;

/**
 * Values of a patch that are looked at for a warning only: numbers and booleans that YAML may have changed, and texts that look like
 * expressions of others. To find the place of each takes up to 0.05 ms.
 */
export const MAX_VALUES_LOOKED_AT = 200;

/** A text of a user's within a message. */
export const MAX_QUOTED_LENGTH = 100;

/** What a client sent that is no review, such as a URL, in an answer or in the log. */
export const MAX_CLIENT_TEXT_LENGTH = 200;

/** A name within a message: that of a Kubernetes object has no more. */
export const MAX_NAME_LENGTH = 253;

/** What a library or an API server says, within a message: a YAML parser repeats a name of any length. */
export const MAX_REASON_LENGTH = 300;

/** One warning: the API server cuts every warning to this length once all of them exceed 4,096. */
export const MAX_WARNING_LENGTH = 256;

/** All warnings of an admission. Half of what the API server allows, since other webhooks warn, too. */
export const MAX_WARNINGS_LENGTH = 2_048;

/** Names that a message lists. */
export const MAX_NAMES_LISTED = 10;

/** Names that a suggestion ("did you mean") compares: each takes up to 10 µs. */
export const MAX_NAMES_COMPARED = 200;

/** Fields of an object, the outermost first, that are searched for an annotation in a wrong place. */
export const MAX_FIELDS_SEARCHED = 5_000;

/** Pods of a StatefulSet that are tried out when it is applied: the first ones and the last. */
export const MAX_PODS_CHECKED = 100;

/** Containers, volumes and operations of all pods that are tried out together; then no more pods are. */
export const MAX_PARTS_CHECKED = 50_000;

/**
 * Bytes of a review. An update carries two objects of at most 3 MiB (etcd's limit and some more), and the rest needs far
 * less than another one; controller-runtime uses the same limit. Fastify's own is 1 MiB.
 */
export const MAX_BODY_BYTES = 7 * 1024 * 1024;

/**
 * Objects, arrays and members of a review, or of a StatefulSet that is read: `JSON.parse` takes up to a microsecond for
 * each. A review of 200 KB has about 14,000.
 */
export const MAX_JSON_VALUES = 64 * 1024;

/** Bytes of all bodies in flight: 32 of 6 MiB each were measured to need 360 MB of the 512 MiB that the manifests allow. */
export const MAX_BODY_BYTES_IN_FLIGHT = 192 * 1024 * 1024;

/**
 * Requests in flight: more than three API servers make at once by default (200 each) while one of two replicas is
 * unavailable. They wait for lookups: an admission that needs only CPU is never in flight together with others.
 */
export const MAX_REQUESTS_IN_FLIGHT = 512;

/** An expression of an exported policy: the API server's parser takes no more. */
export const MAX_POLICY_EXPRESSION = 100_000;

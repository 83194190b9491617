// What Flux's kustomize-controller does with `postBuild.substitute`: reads a list of variables and an object as JSON, and prints
// the object that it would apply.
package main

import (
	"context"
	"encoding/json"
	"log"
	"os"

	"github.com/fluxcd/pkg/kustomize"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"sigs.k8s.io/kustomize/api/provider"
)

type input struct {
	Substitute map[string]any `json:"substitute"`
	Object     map[string]any `json:"object"`
}

func main() {
	var given input
	check(json.NewDecoder(os.Stdin).Decode(&given))
	resource, err := provider.NewDefaultDepProvider().GetResourceFactory().FromMap(given.Object)
	check(err)
	owner := unstructured.Unstructured{Object: map[string]any{
		"spec": map[string]any{"postBuild": map[string]any{"substitute": given.Substitute}},
	}}
	changed, err := kustomize.SubstituteVariables(
		context.Background(), nil, owner, resource, kustomize.SubstituteWithDryRun(true))
	check(err)
	// Without a result, the object is applied as it is.
	if changed == nil {
		changed = resource
	}
	text, err := changed.MarshalJSON()
	check(err)
	os.Stdout.Write(text)
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

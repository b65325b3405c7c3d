// Decodes each YAML document of standard input into the Go type that the API server decodes it into, and tells of every
// field that the type does not have. One line for each object; exit status 1 where something is wrong.
package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	apps "k8s.io/api/apps/v1"
	core "k8s.io/api/core/v1"
	networking "k8s.io/api/networking/v1"
	policy "k8s.io/api/policy/v1"
	rbac "k8s.io/api/rbac/v1"
	storage "k8s.io/api/storage/v1"
	apiextensions "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	"sigs.k8s.io/json"
	"sigs.k8s.io/yaml"
)

var types = map[string]func() any{
	"v1/Namespace":      func() any { return &core.Namespace{} },
	"v1/Service":        func() any { return &core.Service{} },
	"v1/ServiceAccount": func() any { return &core.ServiceAccount{} },
	"v1/ConfigMap":      func() any { return &core.ConfigMap{} },
	"apps/v1/DaemonSet": func() any { return &apps.DaemonSet{} },
	"apps/v1/Deployment": func() any {
		return &apps.Deployment{}
	},
	"apps/v1/StatefulSet":                      func() any { return &apps.StatefulSet{} },
	"rbac.authorization.k8s.io/v1/ClusterRole": func() any { return &rbac.ClusterRole{} },
	"rbac.authorization.k8s.io/v1/ClusterRoleBinding": func() any {
		return &rbac.ClusterRoleBinding{}
	},
	"rbac.authorization.k8s.io/v1/Role":        func() any { return &rbac.Role{} },
	"rbac.authorization.k8s.io/v1/RoleBinding": func() any { return &rbac.RoleBinding{} },
	"storage.k8s.io/v1/CSIDriver":              func() any { return &storage.CSIDriver{} },
	"storage.k8s.io/v1/StorageClass":           func() any { return &storage.StorageClass{} },
	"networking.k8s.io/v1/NetworkPolicy":       func() any { return &networking.NetworkPolicy{} },
	"policy/v1/PodDisruptionBudget":            func() any { return &policy.PodDisruptionBudget{} },
	"apiextensions.k8s.io/v1/CustomResourceDefinition": func() any {
		return &apiextensions.CustomResourceDefinition{}
	},
}

// Kinds of operators, whose Go types would bring those operators along.
var elsewhere = map[string]bool{
	"cert-manager.io/v1/Certificate":          true,
	"monitoring.coreos.com/v1/ServiceMonitor": true,
	"monitoring.coreos.com/v1/PodMonitor":     true,
}

type head struct {
	APIVersion string `json:"apiVersion"`
	Kind       string `json:"kind"`
	Metadata   struct {
		Name      string `json:"name"`
		Namespace string `json:"namespace"`
	} `json:"metadata"`
}

func decode(document string) (string, error) {
	var what head
	if err := yaml.Unmarshal([]byte(document), &what); err != nil {
		return "", err
	}
	if what == (head{}) {
		return "", nil
	}
	kind := what.APIVersion + "/" + what.Kind
	name := kind + " " + what.Metadata.Name + " " + what.Metadata.Namespace
	if elsewhere[kind] {
		return name, nil
	}
	made, known := types[kind]
	if !known {
		return name, fmt.Errorf("this program knows no type for it")
	}
	text, err := yaml.YAMLToJSONStrict([]byte(document))
	if err != nil {
		return name, err
	}
	// As the API server does: encoding/json would take a field of the wrong case for the right one.
	strict, err := json.UnmarshalStrict(text, made())
	return name, errors.Join(append(strict, err)...)
}

func main() {
	text, err := io.ReadAll(bufio.NewReader(os.Stdin))
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	status := 0
	for _, document := range strings.Split("\n"+string(text), "\n---") {
		name, err := decode(document)
		if err != nil {
			fmt.Printf("%s: %v\n", name, err)
			status = 1
		} else if name != "" {
			fmt.Println(name)
		}
	}
	os.Exit(status)
}

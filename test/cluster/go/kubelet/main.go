// Command kubelet is the kubelet with a container runtime that only pretends: volumes are mounted, containers are not run.
package main

import (
	"context"
	"fmt"
	"os"

	"k8s.io/component-base/cli"
	"k8s.io/cri-client/pkg/fake"
	"k8s.io/kubernetes/cmd/kubelet/app"
)

func main() {
	if len(os.Args) < 2 {
		fmt.Fprintln(os.Stderr, "usage: kubelet RUNTIME-SOCKET [flags]")
		os.Exit(2)
	}
	endpoint := "unix://" + os.Args[1]
	runtime := fake.NewFakeRemoteRuntime()
	runtime.ImageService.SetFakeImages([]string{"docker.io/library/none:latest"})
	if err := runtime.Start(endpoint); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Args = append([]string{"kubelet", "--container-runtime-endpoint=" + endpoint}, os.Args[2:]...)
	os.Exit(cli.Run(app.NewKubeletCommand(context.Background())))
}

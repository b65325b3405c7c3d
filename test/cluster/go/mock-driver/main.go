// Command mock-driver serves the CSI driver of Kubernetes' own end-to-end tests on a unix socket: it keeps its volumes in
// memory and does nothing else, so nothing can provision for less.
package main

import (
	"fmt"
	"net"
	"os"

	"github.com/container-storage-interface/spec/lib/go/csi"
	"google.golang.org/grpc"
	"k8s.io/kubernetes/test/e2e/storage/drivers/csi-test/mock/service"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: mock-driver NAME SOCKET")
		os.Exit(2)
	}
	if err := serve(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func serve(name, socket string) error {
	listener, err := net.Listen("unix", socket)
	if err != nil {
		return err
	}
	driver := service.New(service.Config{DriverName: name, EnableTopology: true})
	server := grpc.NewServer()
	csi.RegisterIdentityServer(server, driver)
	csi.RegisterControllerServer(server, driver)
	csi.RegisterNodeServer(server, driver)
	return server.Serve(listener)
}

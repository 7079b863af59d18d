// Sdks generates SDKs with Pulumi's own code generators, in the languages whose generators are published as Go modules:
//
//	sdks schema.json FOLDER
//
// writes FOLDER/nodejs, FOLDER/python and FOLDER/go. It fails if the schema has an error or a warning.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	gocodegen "github.com/pulumi/pulumi/pkg/v3/codegen/go"
	"github.com/pulumi/pulumi/pkg/v3/codegen/nodejs"
	"github.com/pulumi/pulumi/pkg/v3/codegen/python"
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
)

const tool = "azure-vm-backup"

// noPackages loads no other package: the schema refers to none.
type noPackages struct{ schema.ReferenceLoader }

func (noPackages) LoadPackageV2(_ context.Context, other *schema.PackageDescriptor) (*schema.Package, error) {
	return nil, fmt.Errorf("the schema refers to another package, %s", other)
}

func (noPackages) LoadPackageReferenceV2(_ context.Context, other *schema.PackageDescriptor) (schema.PackageReference, error) {
	return nil, fmt.Errorf("the schema refers to another package, %s", other)
}

// A generator changes the package that it gets, so each gets its own.
var generators = map[string]func(pkg *schema.Package) (map[string][]byte, error){
	"nodejs": func(pkg *schema.Package) (map[string][]byte, error) {
		return nodejs.GeneratePackage(tool, pkg, nil, nil, false, noPackages{})
	},
	"python": func(pkg *schema.Package) (map[string][]byte, error) {
		return python.GeneratePackage(tool, pkg, nil, noPackages{})
	},
	"go": func(pkg *schema.Package) (map[string][]byte, error) {
		return gocodegen.GeneratePackage(tool, pkg, nil)
	},
}

func main() {
	if len(os.Args) != 3 {
		fail("usage: sdks schema.json FOLDER")
	}
	text, err := os.ReadFile(os.Args[1])
	if err != nil {
		fail("cannot read the schema: %v", err)
	}
	for language, generate := range generators {
		files, err := generate(bind(text))
		if err != nil {
			fail("%s: %v", language, err)
		}
		if err := write(files, filepath.Join(os.Args[2], language)); err != nil {
			fail("%s: %v", language, err)
		}
	}
}

// The package of the schema, with the rules that Pulumi checks in addition to its metaschema.
func bind(text []byte) *schema.Package {
	var spec schema.PackageSpec
	if err := json.Unmarshal(text, &spec); err != nil {
		fail("%s is not a package schema: %v", os.Args[1], err)
	}
	pkg, diagnostics, err := schema.BindSpec(spec, noPackages{}, schema.ValidationOptions{})
	for _, diagnostic := range diagnostics {
		fmt.Fprintln(os.Stderr, diagnostic.Error())
	}
	if err != nil {
		fail("cannot read the schema: %v", err)
	}
	if len(diagnostics) > 0 {
		fail("the schema has %d errors or warnings", len(diagnostics))
	}
	// As `pulumi package add` does: complete packages, with their version and a go.mod.
	pkg.SupportPack = true
	return pkg
}

func write(files map[string][]byte, folder string) error {
	for name, content := range files {
		path := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, content, 0o644); err != nil {
			return err
		}
	}
	return nil
}

func fail(format string, values ...any) {
	fmt.Fprintf(os.Stderr, format+"\n", values...)
	os.Exit(1)
}

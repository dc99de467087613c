using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using PayFunctions.Tests.Core.Reconciliation;

namespace PayFunctions.Tests.Docs;

/// <summary>Core as others get it: one package that needs no other, and whose own README runs.</summary>
public sealed class CorePackageTests : IDisposable
{
    private static readonly string Configuration =
        new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name; // tests/bin/Debug/net10.0/

    private readonly string _folder = Directory.CreateTempSubdirectory("core-package-").FullName;

    [Fact]
    public void Core_packs_alone_and_its_readme_reconciles_two_files()
    {
        Dotnet(Path.Combine(Repository.Root, "core"), "pack", "--no-build", "-c", Configuration, "-o", _folder, "--nologo");
        var package = Assert.Single(Directory.GetFiles(_folder, "*.nupkg"));
        Assert.Empty(Dependencies(package));

        WriteProject(Path.GetFileNameWithoutExtension(package)["PayFunctions.Core.".Length..]);
        var said = Dotnet(_folder, "run", "--project", "app");

        Assert.Contains("2 pairs agree, 0 differences", said);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static IEnumerable<string> Dependencies(string package)
    {
        using var archive = ZipFile.OpenRead(package);
        Assert.NotNull(archive.GetEntry("lib/net10.0/PayFunctions.Core.dll"));
        Assert.NotNull(archive.GetEntry("lib/net10.0/PayFunctions.Core.xml"));
        using var nuspec = archive.Entries.Single(entry => entry.Name.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        return XDocument.Load(nuspec).Descendants().Where(one => one.Name.LocalName == "dependency").Select(one => one.ToString()).ToList();
    }

    /// <summary>A program of its own, with the package from the folder and from nowhere else.</summary>
    private void WriteProject(string version)
    {
        var app = Directory.CreateDirectory(Path.Combine(_folder, "app")).FullName;
        var readme = Repository.Read("core/README.md");
        var code = readme[(readme.IndexOf("```csharp\n", StringComparison.Ordinal) + 10)..];
        File.WriteAllText(Path.Combine(app, "Program.cs"), code[..code.IndexOf("```", StringComparison.Ordinal)]);
        File.WriteAllText(Path.Combine(app, "app.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable><UseAppHost>false</UseAppHost><NuGetAudit>false</NuGetAudit>
                <RestorePackagesPath>{_folder}/packages</RestorePackagesPath>
              </PropertyGroup>
              <ItemGroup><PackageReference Include="PayFunctions.Core" Version="{version}" /></ItemGroup>
            </Project>
            """);
        File.WriteAllText(Path.Combine(_folder, "nuget.config"), $"""
            <configuration><packageSources><clear /><add key="here" value="{_folder}" /></packageSources></configuration>
            """);
        File.WriteAllText(Path.Combine(_folder, "ledger.csv"), BillText.Ledger);
        File.WriteAllBytes(Path.Combine(_folder, "bill.csv.gz"), Packed.Gzip(BillText.WithMark(BillText.Trade)));
    }

    private static string Dotnet(string folder, params string[] arguments)
    {
        using var dotnet = Process.Start(new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            StandardOutputEncoding = Encoding.UTF8,
        })!;
        var said = dotnet.StandardOutput.ReadToEnd();
        dotnet.WaitForExit();
        Assert.True(dotnet.ExitCode == 0, $"dotnet {string.Join(' ', arguments)} ended with {dotnet.ExitCode}: {said}");
        return said;
    }
}

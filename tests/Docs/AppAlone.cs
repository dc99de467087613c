using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Tests.Docs;

/// <summary>The app by itself, as somebody starts it who copied the sample settings.</summary>
public sealed class AppAlone(AzuriteFixture azurite) : IDisposable
{
    private const string Blank = "…";

    private readonly RSA _rsa = SpareKeys.Take();
    private readonly RSA _providers = SpareKeys.Take();
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("payfunctions-alone-");

    public void Dispose()
    {
        SpareKeys.Leave(_rsa);
        SpareKeys.Leave(_providers);
        _root.Delete(recursive: true);
    }

    [Fact]
    public async Task The_sample_settings_filled_in_start_the_app()
    {
        var settings = JsonNode.Parse(Repository.Read("local.settings.sample.json"))!;
        foreach (var (name, value) in settings["Values"]!.AsObject().ToArray())
        {
            if (value!.GetValue<string>().Contains(Blank, StringComparison.Ordinal)) settings["Values"]![name] = FilledIn(name);
        }

        File.WriteAllText(Path.Combine(_root.FullName, "local.settings.json"), settings.ToJsonString());
        File.Copy(Path.Combine(Repository.Root, "host.json"), Path.Combine(_root.FullName, "host.json"));

        var (problem, log) = await StartAsync(new() { ["AzureWebJobsStorage"] = azurite.ConnectionString });

        Assert.True(problem is null, $"{problem}\n{log}");
    }

    [Fact]
    public async Task Without_any_settings_it_says_what_it_needs_and_ends()
    {
        File.Copy(Path.Combine(Repository.Root, "host.json"), Path.Combine(_root.FullName, "host.json"));

        var (problem, log) = await StartAsync([]);

        Assert.Contains("exit code 1", problem, StringComparison.Ordinal);
        Assert.Contains("AzureWebJobsStorage", log, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", log, StringComparison.Ordinal);
    }

    private async Task<(string? Problem, string Log)> StartAsync(Dictionary<string, string> settings)
    {
        var (port, log) = (LoopbackPort.Free(), Path.Combine(_root.FullName, "app.log"));
        settings["AzureWebJobsScriptRoot"] = _root.FullName;
        settings["Durable__Journal"] = Path.Combine(_root.FullName, "journal");
        string? problem;
        using (var app = AppProcess.Start(port, settings, log))
            problem = await app.HealthProblemAsync(
                new($"http://127.0.0.1:{port}/api/health"), TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        return (problem, await File.ReadAllTextAsync(log, TestContext.Current.CancellationToken));
    }

    /// <summary>What only the reader has: keys and certificates.</summary>
    private string FilledIn(string name)
    {
        using var ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return name switch
        {
            _ when name.StartsWith("ApplePay:", StringComparison.Ordinal) => ec.ExportPkcs8PrivateKeyPem(),
            _ when name.EndsWith("PrivateKey", StringComparison.Ordinal) => _rsa.ExportPkcs8PrivateKeyPem(),
            _ when name.Contains("Certificate", StringComparison.Ordinal) => CertificatePem(),
            _ => _providers.ExportSubjectPublicKeyInfoPem(),
        };
    }

    private string CertificatePem()
    {
        var request = new CertificateRequest("CN=sample", _rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return certificate.ExportCertificatePem();
    }
}

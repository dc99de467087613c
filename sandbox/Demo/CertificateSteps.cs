using System.Security.Cryptography.X509Certificates;
using Azure.Core.Pipeline;
using PayFunctions.Infra.Vault;
using PayFunctions.Sandbox.Commands;
using PayFunctions.Sandbox.Vault;
using PayFunctions.Sandbox.WeChatPay;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo;

/// <summary>What the app tells of its certificates, and what it asked of whom for them.</summary>
internal static class CertificateSteps
{
    /// <summary>Waits until the app lists the platform certificate that the provider signs with as active.</summary>
    public static Task UntilActiveAsync(this SandboxWorld world, string serial, CancellationToken cancellation) =>
        OrderSteps.UntilAsync(
            $"certificate {serial} Active",
            () => StateAsync(world, serial, cancellation),
            state => state == "Active",
            state => state ?? "not listed",
            cancellation);

    /// <summary>An operator imports the certificate with its private key, as <c>import-certificate</c> does.</summary>
    public static async Task ImportAsync(
        this SandboxWorld world, string name, X509Certificate2 certificate, CancellationToken cancellation)
    {
        const string password = "of the file";
        var file = new FileInfo(Path.Combine(world.Folder, name + ".p12"));
        await File.WriteAllBytesAsync(file.FullName, certificate.Export(X509ContentType.Pkcs12, password), cancellation);
        using var http = world.Vault.Trusting();
        var clients = new VaultClients(
            ImportCertificateCommand.Options(world.Vault.Uri), new IssuedTokens(world.Vault), new HttpClientTransport(http));
        var said = new StringWriter();
        var exitCode = await ImportCertificateCommand.RunAsync(
            clients, name, file, password, TimeProvider.System, said, cancellation);
        Expect.True($"{name} imported", exitCode == 0, said);
        Expect.True("its serial is told", said.ToString().Contains(certificate.SerialNumber, StringComparison.Ordinal), said);
        file.Delete();
    }

    /// <summary>How often the provider was asked for its certificates so far.</summary>
    public static int Downloads(this SandboxWorld world) =>
        world.WeChatPay.Calls.Where(call => call.Operation == "certificates").Length;

    /// <summary>The names of the secrets that the vault has taken so far.</summary>
    public static string[] Kept(this SandboxWorld world) =>
        [.. world.Vault.Requests.Where(request => request is { Method: "PUT", Status: 200 })
            .Select(request => request.Path)];

    public static bool IsKept(this SandboxWorld world, PlatformKey key) =>
        world.Kept().Any(path => path.EndsWith(key.Serial, StringComparison.OrdinalIgnoreCase));

    private static async Task<string?> StateAsync(SandboxWorld world, string serial, CancellationToken cancellation)
    {
        var answer = await world.Merchant.GetAsync("certificates", cancellation);
        Expect.Equal("GET certificates", 200, answer.Status);
        return answer.Body.GetProperty("certificates").EnumerateArray()
            .Where(one => one.GetProperty("serial").GetString()!.Equals(serial, StringComparison.OrdinalIgnoreCase))
            .Select(one => one.GetProperty("state").GetString()).FirstOrDefault();
    }
}

using System.CommandLine;
using System.Security.Cryptography;
using Azure.Identity;
using Microsoft.Extensions.Options;
using PayFunctions.Infra.Vault;

namespace PayFunctions.Sandbox.Commands;

/// <summary><c>import-certificate</c>: a merchant's certificate with its private key, checked and put into the vault.
/// 0 it is there, 1 it was not fit or the vault did not take it, 2 it was asked for wrongly.</summary>
/// <remarks>What was read of the file is overwritten at the end. A password comes by the environment: arguments are
/// everybody's to read.</remarks>
internal static class ImportCertificateCommand
{
    private const int FileBytesMax = 1 << 20;

    public static Command Create()
    {
        var vault = new Option<string>("--vault") { Description = "The Key Vault: https://myvault.vault.azure.net.", Required = true };
        var name = new Option<string>("--name") { Description = "Its name there; settings say certificate:NAME.", Required = true };
        var file = new Option<FileInfo>("--file") { Description = "PKCS#12 (.p12, .pfx) with certificate and private key.", Required = true };
        var variable = new Option<string?>("--password-from") { Description = "The environment variable that holds the file's password." };
        var command = new Command("import-certificate", "Checks a merchant's certificate with its private key and imports it into a Key Vault, as whoever runs this.")
        {
            vault, name, file, variable,
        };
        command.SetAction((given, cancellation) => RunAsync(
            given.GetRequiredValue(vault), given.GetRequiredValue(name), given.GetRequiredValue(file),
            given.GetValue(variable), Console.Out, cancellation));
        return command;
    }

    public static VaultOptions Options(Uri vault) => new() { Uri = vault.AbsoluteUri };

    private static async Task<int> RunAsync(
        string vault, string name, FileInfo file, string? variable, TextWriter say, CancellationToken cancellation)
    {
        var wrong = !Uri.TryCreate(vault, UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttps
            ? $"'{vault}' is no https address of a vault."
            : variable is not null && Environment.GetEnvironmentVariable(variable) is null
                ? $"There is no environment variable {variable}."
                : null;
        if (wrong is not null)
        {
            await say.WriteLineAsync(wrong);
            return 2;
        }

        var password = variable is null ? null : Environment.GetEnvironmentVariable(variable);
        var clients = new VaultClients(Options(address!), new DefaultAzureCredential());
        return await RunAsync(clients, name, file, password, TimeProvider.System, say, cancellation);
    }

    /// <param name="clients">The vault's, and whose identity it is entered by.</param>
    public static async Task<int> RunAsync(
        VaultClients clients, string name, FileInfo file, string? password, TimeProvider clock, TextWriter say,
        CancellationToken cancellation)
    {
        if (new KeyReference(KeyOrigin.Certificate, name) is { IsWellFormed: false })
            return await SayAsync(2, $"'{name}' is no name in a vault: 1 to 127 letters, digits and hyphens.");
        if (!file.Exists || file.Length is 0 or > FileBytesMax)
            return await SayAsync(2, $"{file.FullName} is no file of 1 to {FileBytesMax} bytes.");
        var bytes = GC.AllocateUninitializedArray<byte>((int)file.Length, pinned: true);
        try
        {
            await using (var stream = file.OpenRead()) await stream.ReadExactlyAsync(bytes, cancellation);
            var (fit, why) = CertificateFile.Check(bytes, password, clock.GetUtcNow());
            if (fit is null) return await SayAsync(1, $"{file.Name} was not imported: {why}.");
            var calls = new VaultCalls(Microsoft.Extensions.Options.Options.Create(Options(clients.Address)), clock);
            var imported = await new CertificateImport(clients, calls).ImportAsync(name, bytes, password, cancellation);
            return imported.IsDone
                ? await SayAsync(0, Told(fit, name, imported.Value!))
                : await SayAsync(1, $"{clients.Address} did not take it: {imported.Outcome}, {imported.Why}.");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }

        async Task<int> SayAsync(int exitCode, string what)
        {
            await say.WriteLineAsync(what);
            return exitCode;
        }
    }

    private static string Told(CertificateFile file, string name, string version) =>
        $"""
        imported {name}, version {version}
        serial   {file.Serial}
        subject  {file.Subject}
        in force {file.NotBefore.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z to {file.NotAfter.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z, {file.KeyBits} bits
        setting  certificate:{name}
        """;
}

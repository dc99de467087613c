using System.Security.Cryptography.X509Certificates;
using PayFunctions.Sandbox.Vault;

namespace PayFunctions.Sandbox.World;

/// <summary>What leads the app to this world's vault: its address, a managed identity as App Service has it, and the
/// trust in its certificate.</summary>
/// <remarks>The app knows nothing of simulations: the trust is OpenSSL's own <c>SSL_CERT_FILE</c>, given to that one
/// process. Where .NET asks another store, on Windows and macOS, the app has no vault.</remarks>
internal static class VaultSettings
{
    public static Dictionary<string, string> Of(SimulatedKeyVault vault, string folder)
    {
        if (!OperatingSystem.IsLinux()) return [];
        var trusted = Path.Combine(folder, "vault.pem");
        File.WriteAllText(trusted, vault.Certificate.ExportCertificatePem());
        return new()
        {
            ["Vault__Uri"] = vault.Uri.AbsoluteUri,
            ["IDENTITY_ENDPOINT"] = vault.IdentityEndpoint.AbsoluteUri,
            ["IDENTITY_HEADER"] = vault.IdentityHeader,
            ["SSL_CERT_FILE"] = trusted,
        };
    }
}

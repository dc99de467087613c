using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using PayFunctions.Core.Orders;
using PayFunctions.Infra.Apple;
using PayFunctions.Infra.Configuration;

namespace PayFunctions.Infra.AppStore;

/// <summary>What <c>AppStore:*</c> may be.</summary>
internal sealed class AppStoreOptionsRules : IValidateOptions<AppStoreOptions>
{
    private const int NameCharsMax = 155;

    public ValidateOptionsResult Validate(string? name, AppStoreOptions options)
    {
        var wrong = new List<string>();
        if (!CanBeRead(options.RootCertificates))
        {
            wrong.Add(Settings.Wrong(
                "AppStore:RootCertificates", "holds no readable certificate in PEM",
                "-----BEGIN CERTIFICATE-----\\n…\\n-----END CERTIFICATE-----"));
        }

        foreach (var (bundleId, app) in options.Apps) Check($"AppStore:Apps:{bundleId}", bundleId, app, wrong);
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private static void Check(string section, string bundleId, AppStoreAppOptions app, List<string> wrong)
    {
        if (app.Environment is not (AppStoreAppOptions.Production or AppStoreAppOptions.Sandbox))
        {
            wrong.Add(Settings.Wrong(
                $"{section}:Environment", "is neither Production nor Sandbox", AppStoreAppOptions.Production));
        }

        if (app is { Environment: AppStoreAppOptions.Production, AppAppleId: null or <= 0 })
        {
            wrong.Add(Settings.Wrong(
                $"{section}:AppAppleId", "is missing; in production it is compared with every notification's",
                "1234567890"));
        }

        if (bundleId.Length > NameCharsMax || !bundleId.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-'))
        {
            wrong.Add(Settings.Wrong(
                $"{section}:Environment", "stands under a bundle id that is not letters, digits, - and .",
                "AppStore:Apps:com.example.app:Environment"));
        }

        if (app.Tenant is { } tenant && !TenantRule.Accepts(tenant))
            wrong.Add(Settings.Wrong($"{section}:Tenant", TenantRule.Broken, "default"));
    }


    private static bool CanBeRead(string? pem)
    {
        try
        {
            foreach (var root in AppleRoots.Read(pem)) root.Dispose();
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}

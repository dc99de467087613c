using PayFunctions.Sandbox.Apple;

namespace PayFunctions.Sandbox.World;

/// <summary>What the app has to know of the simulated Apple.</summary>
internal static class AppleSettings
{
    public static IEnumerable<KeyValuePair<string, string>> Of(SimulatedApple apple)
    {
        var root = apple.Store.Authority.RootPem;
        var merchant = $"ApplePay__Merchants__{SimulatedApple.MerchantIdentifier}__";
        return new Dictionary<string, string>
        {
            ["AppStore__RootCertificates"] = root,
            [$"AppStore__Apps__{apple.Store.App.BundleId}__AppAppleId"] = $"{apple.Store.App.AppAppleId}",
            ["ApplePay__RootCertificates"] = root,
            [merchant + "PrivateKeys__0"] = apple.Ec.Key.ExportPkcs8PrivateKeyPem(),
            [merchant + "PrivateKeys__1"] = apple.Rsa.Key.ExportPkcs8PrivateKeyPem(),
            [merchant + "Certificates__0"] = apple.ProcessingPem(apple.Ec),
            [merchant + "Certificates__1"] = apple.ProcessingPem(apple.Rsa),
            [merchant + "AcquirerUrl"] = apple.Acquirer.Url.AbsoluteUri,
            [merchant + "AcquirerKey"] = SimulatedAcquirer.Key,
        };
    }
}

using Microsoft.Extensions.Configuration;

namespace PayFunctions.Samples.Merchant;

/// <summary>What the shop has to know, from the command line or from variables of the same names.</summary>
/// <param name="App">Where PayFunctions runs, without <c>api/</c>.</param>
/// <param name="Key">Its function key.</param>
/// <param name="WebhookSecret">What it signs webhooks with: <c>whsec_</c> and base64.</param>
/// <param name="Listen">Where this shop listens for webhooks.</param>
/// <param name="PayAt">The sandbox's payer, which pays a WeChat Pay order at once; null: scan the code yourself.</param>
internal sealed record ShopSettings(
    Uri App, string Key, string WebhookSecret, string MerchantId, Uri Listen, Uri? PayAt, TimeSpan Patience)
{
    /// <returns>What is missing; null when nothing is.</returns>
    public static string? Read(string[] args, out ShopSettings settings)
    {
        var given = new ConfigurationBuilder().AddEnvironmentVariables("SHOP_").AddCommandLine(args).Build();
        settings = new(
            new(given["app"] ?? "http://127.0.0.1:7071"),
            given["key"] ?? "",
            given["webhook-secret"] ?? "",
            given["merchant"] ?? "1900000001",
            new(given["listen"] ?? "http://127.0.0.1:5080"),
            given["pay-at"] is { } payer ? new(payer) : null,
            TimeSpan.FromSeconds(double.Parse(given["patience-seconds"] ?? "300", null)));
        var missing = new[] { "key", "webhook-secret" }.Where(name => string.IsNullOrEmpty(given[name])).ToArray();
        return missing.Length == 0
            ? null
            : $"--{string.Join(" and --", missing)} must be given: 'dotnet run --project sandbox' prints them.";
    }
}

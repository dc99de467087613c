using System.Text.Json;
using PayFunctions.Sandbox.Merchant;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo;

/// <summary>What <c>GET certificates</c> shows, and asking for a renewal.</summary>
internal static class ListingSteps
{
    private const string FirstMerchant = "wechatpay/1900000001";

    /// <summary>Serial, state and problem of every certificate of that purpose and account.</summary>
    public static async Task<(string Serial, string State, string? Problem)[]> ListedAsync(
        this MerchantClient merchant, CancellationToken cancellation, string purpose = "WeChatPayPlatform",
        string account = FirstMerchant)
    {
        var answer = await merchant.GetAsync("certificates", cancellation);
        Expect.Equal("GET certificates", 200, answer.Status);
        return [.. answer.Body.GetProperty("certificates").EnumerateArray()
            .Where(one => Text(one, "purpose") == purpose && Text(one, "account") == account)
            .Select(one => (Text(one, "serial")!, Text(one, "state")!, Text(one, "problem")))];
    }

    public static Task UntilListedAsync(
        this MerchantClient merchant, string serial, string state, CancellationToken cancellation,
        string purpose = "WeChatPayPlatform", string account = FirstMerchant) =>
        OrderSteps.UntilAsync(
            $"certificate {serial[..6]}… {state}",
            () => merchant.ListedAsync(cancellation, purpose, account),
            listed => listed.Any(one => one.Serial == serial && one.State == state),
            listed => string.Join(", ", listed.Select(one => $"{one.Serial[..6]}… {one.State} {one.Problem}")),
            cancellation);

    private static string? Text(JsonElement of, string name) =>
        of.TryGetProperty(name, out var value) ? value.GetString() : null;
}

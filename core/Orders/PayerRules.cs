using System.Net;
using System.Net.Sockets;

namespace PayFunctions.Core.Orders;

/// <summary>
/// Reads what a request says of its payer, as far as the way of paying needs it; the rest is not kept.
/// </summary>
internal static class PayerRules
{
    private const int OpenIdLongest = 128;
    private const int DottedParts = 4;

    public static Payer? Read(OrderRequest request, PayingTerms? way, List<FieldProblem> problems) => way?.Needs switch
    {
        PayerNeed.OpenId => ReadOpenId(request, problems),
        PayerNeed.ClientIp => ReadClientIp(request, problems),
        PayerNeed.Nothing or null => null,
    };

    private static Payer? ReadOpenId(OrderRequest request, List<FieldProblem> problems)
    {
        var openId = request.PayerOpenId?.Reveal();
        if (string.IsNullOrEmpty(openId)) problems.Add(new("payer.openId", Needed(request)));
        else if (openId.Length > OpenIdLongest || !openId.All(IsVisible))
        {
            problems.Add(new("payer.openId", $"is not 1 to {OpenIdLongest} visible ASCII characters"));
        }

        return new(OpenId: request.PayerOpenId);
    }

    private static Payer? ReadClientIp(OrderRequest request, List<FieldProblem> problems)
    {
        var clientIp = request.PayerClientIp?.Reveal();
        if (string.IsNullOrEmpty(clientIp)) problems.Add(new("payer.clientIp", Needed(request)));
        else if (!IsAddress(clientIp))
        {
            problems.Add(new("payer.clientIp", "is not an IPv4 or IPv6 address"));
        }

        PayerDevice? device = request.PayerDevice switch
        {
            null or "browser" => PayerDevice.Browser,
            "ios" => PayerDevice.Ios,
            "android" => PayerDevice.Android,
            _ => null,
        };
        if (device is null) problems.Add(new("payer.device", "is not browser, ios or android"));
        return new(ClientIp: request.PayerClientIp, Device: device.GetValueOrDefault());
    }

    private static string Needed(OrderRequest request) => $"is missing; {request.Method} needs it";

    private static bool IsVisible(char c) => c is > ' ' and < (char)0x7F;

    /// <summary>As it is written: neither <c>1</c> for 0.0.0.1 nor a zone of the caller's own.</summary>
    private static bool IsAddress(string text) =>
        IPAddress.TryParse(text, out var address)
        && (address.AddressFamily == AddressFamily.InterNetworkV6
            ? !text.Contains('%', StringComparison.Ordinal) && !text.Contains('[', StringComparison.Ordinal)
            : text.Split('.').Length == DottedParts && address.ToString() == text);
}

using System.Text.Json;
using System.Web;

namespace PayFunctions.Sandbox.WeChatPay;

/// <summary>Which call a request is, and about which order.</summary>
internal readonly record struct Route(string Operation, string OutTradeNo, string? MerchantId)
{
    public const string Native = "native";
    public const string Jsapi = "jsapi";
    public const string App = "app";
    public const string H5 = "h5";
    public const string Query = "query";
    public const string Close = "close";
    public const string Certificates = "certificates";

    private const string Transactions = "/v3/pay/transactions/";
    private const string ByNumber = Transactions + "out-trade-no/";

    public static Route Of(ReceivedRequest request)
    {
        var parts = request.Target.Split('?', 2);
        var path = parts[0];
        var query = HttpUtility.ParseQueryString(parts.Length == 2 ? parts[1] : "");
        return request.Method switch
        {
            "POST" when path
                is Transactions + Native or Transactions + Jsapi or Transactions + App or Transactions + H5 =>
                new(path[Transactions.Length..], NumberIn(request), null),
            "POST" when path.StartsWith(ByNumber, StringComparison.Ordinal)
                && path.EndsWith("/close", StringComparison.Ordinal) =>
                new(Close, Uri.UnescapeDataString(path[ByNumber.Length..^"/close".Length]), null),
            "GET" when path.StartsWith(ByNumber, StringComparison.Ordinal) =>
                new(Query, Uri.UnescapeDataString(path[ByNumber.Length..]), query["mchid"]),
            "GET" when path == "/v3/certificates" => new(Certificates, "", null),
            _ => new(path, "", null),
        };
    }

    private static string NumberIn(ReceivedRequest request) =>
        ProviderDoor.ReadJson(request.Body) is { ValueKind: JsonValueKind.Object } body
        && body.TryGetProperty("out_trade_no", out var number)
            ? number.ToString()
            : "";
}

using System.Text.Json;
using System.Web;

namespace PayFunctions.Sandbox.WeChatPay;

/// <summary>Which call a request is, and about which order or refund.</summary>
/// <param name="OutTradeNo">The order's number; of a refund's call the refund's, out_refund_no.</param>
internal readonly record struct Route(string Operation, string OutTradeNo, string? MerchantId)
{
    public const string Native = "native";
    public const string Jsapi = "jsapi";
    public const string App = "app";
    public const string H5 = "h5";
    public const string Query = "query";
    public const string Close = "close";
    public const string Certificates = "certificates";
    public const string Refund = "refund";
    public const string QueryRefund = "query-refund";
    public const string RestartRefund = "restart-refund";

    public const string AddReceiver = "add-receiver";
    public const string Split = "split";
    public const string Unfreeze = "unfreeze";
    public const string QuerySplit = "query-split";
    public const string ReturnShare = "return-share";
    public const string QueryReturn = "query-return";

    public const string Bill = "bill";
    public const string BillFile = "bill-file";

    private const string Sharing = "/v3/profitsharing/";
    private const string Transactions = "/v3/pay/transactions/";
    private const string Refunds = "/v3/refund/domestic/refunds";
    private const string Restart = "/apply-abnormal-refund";
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
                new(path[Transactions.Length..], TextIn(request, "out_trade_no"), null),
            "POST" when path == Sharing + "receivers/add" => new(AddReceiver, TextIn(request, "account"), null),
            "POST" when path == Sharing + "orders" => new(Split, TextIn(request, "out_order_no"), null),
            "POST" when path == Sharing + "orders/unfreeze" => new(Unfreeze, TextIn(request, "out_order_no"), null),
            "GET" when path.StartsWith(Sharing + "orders/", StringComparison.Ordinal) =>
                new(QuerySplit, Uri.UnescapeDataString(path[(Sharing + "orders/").Length..]), null),
            "POST" when path == Sharing + "return-orders" => new(ReturnShare, TextIn(request, "out_return_no"), null),
            "GET" when path.StartsWith(Sharing + "return-orders/", StringComparison.Ordinal) =>
                new(QueryReturn, Uri.UnescapeDataString(path[(Sharing + "return-orders/").Length..]), null),
            "POST" when path == Refunds => new(Refund, TextIn(request, "out_refund_no"), null),
            "POST" when path.StartsWith(Refunds + "/", StringComparison.Ordinal)
                && path.EndsWith(Restart, StringComparison.Ordinal) =>
                new(RestartRefund, TextIn(request, "out_refund_no"), null),
            "GET" when path.StartsWith(Refunds + "/", StringComparison.Ordinal) =>
                new(QueryRefund, Uri.UnescapeDataString(path[(Refunds.Length + 1)..]), null),
            "POST" when path.StartsWith(ByNumber, StringComparison.Ordinal)
                && path.EndsWith("/close", StringComparison.Ordinal) =>
                new(Close, Uri.UnescapeDataString(path[ByNumber.Length..^"/close".Length]), null),
            "GET" when path.StartsWith(ByNumber, StringComparison.Ordinal) =>
                new(Query, Uri.UnescapeDataString(path[ByNumber.Length..]), query["mchid"]),
            "GET" when path is "/v3/bill/tradebill" or "/v3/bill/fundflowbill" => new(Bill, query["bill_date"] ?? "", null),
            "GET" when path == "/v3/billdownload/file" => new(BillFile, query["token"] ?? "", null),
            "GET" when path == "/v3/certificates" => new(Certificates, "", null),
            _ => new(path, "", null),
        };
    }

    private static string TextIn(ReceivedRequest request, string name) =>
        ProviderDoor.ReadJson(request.Body) is { ValueKind: JsonValueKind.Object } body
        && body.TryGetProperty(name, out var number)
            ? number.ToString()
            : "";
}

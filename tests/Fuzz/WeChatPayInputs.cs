using System.Text;
using System.Text.Json.Nodes;
using PayFunctions.Infra.WeChatPay;
using PayFunctions.Tests.Infra.WeChatPay;

namespace PayFunctions.Tests.Fuzz;

internal sealed class WeChatPayInputs : CallbackInputs
{
    public const string OrderId = "ORDER-WECHATPAY";

    private static readonly byte[] Body = Envelope(Transaction());
    private static readonly SignatureHeaders Headers = Sign(Body);

    public override FuzzRequest Taken() => Request(Body, Headers);

    protected override FuzzRequest Signed(Dice dice)
    {
        var plain = dice.OneIn(3)
            ? OddJson.Written(dice, OddJson.Changed(dice, JsonNode.Parse(Refund)!))
            : OddJson.Written(dice, OddJson.Changed(dice, JsonNode.Parse(Transaction(dice.OneIn(2) ? OrderId : OrderId + FuzzOrders.Open))!));
        var type = dice.Of(["TRANSACTION.SUCCESS", "REFUND.SUCCESS", "REFUND.CLOSED", "PROFITSHARING.RECEIVER", "COMPLAINT.CREATE", OddText.Of(dice)]);
        var body = Envelope(Encoding.UTF8.GetString(plain), type, $"EV-{dice.Below(1000)}");
        if (dice.OneIn(3)) body = OddJson.Written(dice, OddJson.Changed(dice, JsonNode.Parse(body)!));
        return Request(body, Sign(body));
    }

    protected override FuzzRequest Unsigned(Dice dice)
    {
        var body = OddJson.Written(dice, OddJson.Changed(dice, JsonNode.Parse(Body)!));
        return Request(body, Headers);
    }

    private const string Refund =
        """{"mchid":"1900000001","out_trade_no":"ORDER-WECHATPAY","transaction_id":"4200000000202403010000000001","out_refund_no":"REFUND1","refund_id":"50000000000000000000000000001","refund_status":"SUCCESS","success_time":"2026-11-20T20:00:05+08:00","user_received_account":"bank","amount":{"total":1234,"refund":100,"payer_total":1234,"payer_refund":100}}""";

    private static string Transaction(string orderId = OrderId) => WeChatPaySide.Transaction(
        outTradeNo: orderId, amount: """{"total":1234,"payer_total":1234,"currency":"CNY","payer_currency":"CNY"}""");

    private static byte[] Envelope(string resource, string type = "TRANSACTION.SUCCESS", string id = "EV-0001")
    {
        var envelope = JsonNode.Parse(WeChatPaySide.Envelope(resource))!;
        (envelope["id"], envelope["event_type"]) = (id, type);
        return Encoding.UTF8.GetBytes(envelope.ToJsonString());
    }

    private static SignatureHeaders Sign(byte[] body) =>
        WeChatPaySide.Sign(WeChatPaySide.PlatformKey, WeChatPaySide.PublicKeyId, FuzzWorld.Now, body);

    private static FuzzRequest Request(byte[] body, SignatureHeaders headers) =>
        new FuzzRequest("POST", $"/api/callbacks/wechatpay/{WeChatPaySide.MerchantId}", body)
            .With("Content-Type", "application/json")
            .With(SignatureHeaders.TimestampName, headers.Timestamp!)
            .With(SignatureHeaders.NonceName, headers.Nonce!)
            .With(SignatureHeaders.SignatureName, headers.Signature!)
            .With(SignatureHeaders.SerialName, headers.Serial!)
            .With(SignatureHeaders.SignatureTypeName, headers.SignatureType!);
}

using PayFunctions.Tests.Infra.Alipay;

namespace PayFunctions.Tests.Fuzz;

internal sealed class AlipayInputs : CallbackInputs
{
    public const string OrderId = "ORDER-ALIPAY";

    private static readonly Dictionary<string, string> Good = AlipaySide.Sign(Fields());

    public override FuzzRequest Taken() => Request(AlipaySide.Form(Good));

    protected override FuzzRequest Signed(Dice dice)
    {
        var told = Fields(dice.OneIn(2) ? OrderId : OrderId + FuzzOrders.Open);
        var fields = OddForm.Changed(dice, dice.OneIn(3) ? told.With(("out_biz_no", "REFUND1"), ("refund_fee", "1.00")) : told);
        if (fields.ContainsKey("notify_id")) fields["notify_id"] = $"2024030100222{dice.Below(1000)}";
        return Request(OddForm.Written(dice, AlipaySide.Sign(fields)));
    }

    protected override FuzzRequest Unsigned(Dice dice) => Request(OddForm.Written(dice, OddForm.Changed(dice, Good)));

    private static Dictionary<string, string> Fields(string orderId = OrderId) => AlipaySide.Fields(orderId).With(
        ("total_amount", "12.34"), ("receipt_amount", "12.34"), ("buyer_pay_amount", "12.34"), ("invoice_amount", "12.34"));

    private static FuzzRequest Request(byte[] body) => new FuzzRequest("POST", "/api/callbacks/alipay", body)
        .With("Content-Type", "application/x-www-form-urlencoded; charset=utf-8");
}

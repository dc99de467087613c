using PayFunctions.Tests.Infra.UnionPay;

namespace PayFunctions.Tests.Fuzz;

internal sealed class UnionPayInputs : CallbackInputs
{
    public const string OrderId = "ORDERUNIONPAY0001";

    private static readonly Dictionary<string, string> Good = UnionPaySide.Sign(Fields());

    public override FuzzRequest Taken() => Request(UnionPaySide.Form(Good));

    protected override FuzzRequest Signed(Dice dice)
    {
        var told = Fields(dice.OneIn(2) ? OrderId : OrderId + FuzzOrders.Open);
        var fields = OddForm.Changed(dice, dice.OneIn(3) ? told.With(("txnType", "04"), ("origQryId", "202403010800000000018")) : told);
        return Request(OddForm.Written(dice, UnionPaySide.Sign(fields)));
    }

    protected override FuzzRequest Unsigned(Dice dice) => Request(OddForm.Written(dice, OddForm.Changed(dice, Good)));

    private static Dictionary<string, string> Fields(string orderId = OrderId) =>
        UnionPaySide.Fields(orderId).With(("txnAmt", "1234"), ("settleAmt", "1234"));

    private static FuzzRequest Request(byte[] body) => new FuzzRequest("POST", "/api/callbacks/unionpay", body)
        .With("Content-Type", "application/x-www-form-urlencoded");
}

using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;

namespace PayFunctions.Tests.Core.Refunds;

public class RefundRulesTests
{
    private static readonly RefundRequest Good = new() { RefundId = "REF1", Amount = 100, Currency = "CNY", Reason = "杯子碎了" };

    [Fact]
    public void A_good_request_reads_as_it_was_meant()
    {
        var problems = new List<FieldProblem>();

        var read = RefundRules.Read(Good, problems);

        Assert.Empty(problems);
        Assert.Equal(("REF1", 100, "CNY", "杯子碎了"), (read!.Id, read.Amount.MinorUnits, read.Amount.Currency.Code, read.Reason));
    }

    public static TheoryData<string, string> Bad => new()
    {
        { "no id", "refundId" }, { "empty id", "refundId" }, { "long id", "refundId" }, { "id with a slash", "refundId" },
        { "id of ours", "refundId" }, { "no amount", "amount.amount" }, { "zero", "amount.amount" },
        { "below zero", "amount.amount" }, { "half a fen", "amount.amount" }, { "too large", "amount.amount" },
        { "no currency", "amount.currency" }, { "unknown currency", "amount.currency" }, { "empty reason", "reason" },
        { "long reason", "reason" }, { "line break", "reason" },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void What_can_not_stand_is_named_by_its_field(string what, string field)
    {
        var problems = new List<FieldProblem>();
        var request = what switch
        {
            "no id" => Good with { RefundId = null },
            "empty id" => Good with { RefundId = "" },
            "long id" => Good with { RefundId = new('R', 65) },
            "id with a slash" => Good with { RefundId = "R/1" },
            "id of ours" => Good with { RefundId = "late-1" },
            "no amount" => Good with { Amount = null },
            "zero" => Good with { Amount = 0 },
            "below zero" => Good with { Amount = -1 },
            "half a fen" => Good with { Amount = 0.5m },
            "too large" => Good with { Amount = decimal.MaxValue },
            "no currency" => Good with { Currency = null },
            "unknown currency" => Good with { Currency = "cny" },
            "empty reason" => Good with { Reason = "" },
            "long reason" => Good with { Reason = new('碎', 27) },
            _ => Good with { Reason = "a\nb" },
        };

        Assert.Null(RefundRules.Read(request, problems));
        Assert.Equal(field, Assert.Single(problems).Field);
    }

    [Fact]
    public void An_automatic_refund_is_named_by_the_payment_it_sends_back()
    {
        Assert.Equal("late-4200000001", RefundIdRule.OfPayment("4200000001"));
        Assert.Equal("late-4200000001-2", RefundIdRule.OfPayment("4200000001", 2));
        Assert.True(RefundIdRule.Accepts(RefundIdRule.OfPayment("a number / of no provider we know")));
        Assert.True(RefundIdRule.Accepts(RefundIdRule.OfPayment(new('4', 64))));
        Assert.NotEqual(RefundIdRule.OfPayment(new('4', 64)), RefundIdRule.OfPayment(new('4', 65)));
    }
}

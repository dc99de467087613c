using PayFunctions.Core;
using PayFunctions.Core.Ledger;

namespace PayFunctions.Tests.Core.Ledger;

public class PostingTests
{
    private static readonly Entry Debit = new("a", 5, 0, Currency.Cny);

    [Fact]
    public void Equal_sides_stand() =>
        Assert.Equal(2, new Posting(1, default, "payment", [Debit, new("b", 0, 5, Currency.Cny)]).Entries.Count);

    public static TheoryData<string> Unsound =>
        ["sides", "currencies", "one entry", "both sides", "no side", "negative"];

    [Theory]
    [MemberData(nameof(Unsound))]
    public void Anything_else_is_a_bug_and_throws(string what)
    {
        Entry[] entries = what switch
        {
            "sides" => [Debit, new("b", 0, 4, Currency.Cny)],
            "currencies" => [Debit, new("b", 0, 5, Currency.Usd)],
            "one entry" => [Debit],
            "both sides" => [new("a", 5, 5, Currency.Cny), new("b", 5, 5, Currency.Cny)],
            "no side" => [new("a", 0, 0, Currency.Cny), new("b", 0, 0, Currency.Cny)],
            _ => [new("a", -5, 0, Currency.Cny), new("b", 0, -5, Currency.Cny)],
        };

        Assert.Throws<InvalidOperationException>(() => new Posting(1, default, "payment", entries));
    }

    [Fact]
    public void Sequences_start_at_one() =>
        Assert.Throws<InvalidOperationException>(
            () => new Posting(0, default, "payment", [Debit, new("b", 0, 5, Currency.Cny)]));
}

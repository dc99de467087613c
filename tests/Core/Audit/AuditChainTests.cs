using FsCheck;
using FsCheck.Fluent;
using PayFunctions.Core.Audit;

namespace PayFunctions.Tests.Core.Audit;

public class AuditChainTests
{
    private const string Run = "default/wechatpay/20261120#1";

    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private static readonly Arbitrary<(int Length, int At)> AnyPlace =
        (from length in Gen.Choose(2, 30) from at in Gen.Choose(0, length - 1) select (length, at)).ToArbitrary();

    [Fact]
    public void A_chain_that_nobody_touched_holds() =>
        Prop.ForAll(AnyPlace, any => AuditChain.Verify(Run, Chain(any.Length), Head(Chain(any.Length))) is null).QuickCheckThrowOnFailure();

    [Fact]
    public void A_changed_row_is_the_first_broken_link() => Prop.ForAll(AnyPlace, any => Breaks(any, any.At + 1, rows =>
        rows[any.At] = rows[any.At] with { Entry = rows[any.At].Entry with { Detail = "100.01" } })).QuickCheckThrowOnFailure();

    [Fact]
    public void A_changed_row_that_was_hashed_anew_breaks_at_the_next_one() => Prop.ForAll(AnyPlace, any =>
    {
        var changed = Chain(any.Length)[any.At];
        return Breaks(any, Math.Min(any.At + 2, any.Length), rows => rows[any.At] = AuditChain.Next(
            new(any.At, changed.Before), changed.Entry with { Actor = "mallory" }));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_row_taken_out_is_named() => Prop.ForAll(AnyPlace, any =>
        Breaks(any, any.At + 1, rows => rows.RemoveAt(any.At))).QuickCheckThrowOnFailure();

    [Fact]
    public void Two_rows_in_each_others_place_are_named() => Prop.ForAll(AnyPlace, any =>
    {
        var first = Math.Min(any.At, any.Length - 2);
        return Breaks(any, first + 1, rows => (rows[first], rows[first + 1]) = (rows[first + 1], rows[first]));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_cut_end_is_seen_by_whoever_kept_the_head()
    {
        var rows = Chain(5);

        Assert.Equal(4, AuditChain.Verify(Run, rows[..3], Head(rows))?.Sequence);
        Assert.Null(AuditChain.Verify(Run, rows[..3], head: null));
    }

    [Fact]
    public void A_chain_of_another_run_does_not_hold() =>
        Assert.Equal(1, AuditChain.Verify("default/wechatpay/20261120#2", Chain(3), null)?.Sequence);

    [Fact]
    public void Texts_do_not_run_into_each_other()
    {
        var start = AuditChain.Start(Run);

        Assert.NotEqual(
            AuditChain.Next(start, new(Noon, "ab", "c", "", "")).Hash, AuditChain.Next(start, new(Noon, "a", "bc", "", "")).Hash);
    }

    private static bool Breaks((int Length, int At) any, int sequence, Action<List<AuditRow>> tamper)
    {
        var rows = Chain(any.Length);
        var head = Head(rows);
        tamper(rows);
        return AuditChain.Verify(Run, rows, head)?.Sequence == sequence;
    }

    private static AuditHead Head(List<AuditRow> rows) => AuditChain.HeadOf(rows[^1]);

    private static List<AuditRow> Chain(int length)
    {
        var (rows, head) = (new List<AuditRow>(), AuditChain.Start(Run));
        for (var i = 0; i < length; i++)
        {
            rows.Add(AuditChain.Next(head, new(Noon.AddMinutes(i), "lin", "Approved", $"difference-{i}", "0.01")));
            head = AuditChain.HeadOf(rows[^1]);
        }

        return rows;
    }
}

using PayFunctions.Core;
using PayFunctions.Core.Reconciliation;
using PayFunctions.Core.Reconciliation.Causes;
using PayFunctions.Core.Reconciliation.Matching;
using PayFunctions.Core.Reconciliation.Repairs;

namespace PayFunctions.Tests.Core.Reconciliation.Repairs;

public class RepairPlanTests
{
    private const long Day = 1_000_000;
    private static readonly DateTimeOffset Noon = Days.Window.Start.AddHours(12);

    [Fact]
    public void Every_kind_of_difference_has_a_rule() => Assert.All(
        DifferenceKinds.All, kind => Assert.NotNull(RepairPolicy.For(new(kind, DifferenceAspects.None, [Row(1)], [Row(1)]))));

    [Fact]
    public void What_the_provider_can_confirm_is_repaired_by_itself()
    {
        var plan = Plan([There(Row(1)), There(Row(2, MovementKind.Refund)), Late(Row(3))]);

        Assert.Equal(
            [RepairAction.ConfirmPayment, RepairAction.ConfirmPayment, RepairAction.ConfirmRefund],
            plan.Automatic.Select(repair => repair.Action).Order());
        Assert.Empty(plan.Waiting);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(-1, true)]
    [InlineData(2, false)]
    public void A_rounding_of_one_is_booked_and_more_is_not(long apart, bool automatic)
    {
        var repair = Plan([Apart(apart)]).Repairs.Single();

        Assert.Equal(automatic, repair is { Need: ApprovalNeed.None, Action: RepairAction.PostAdjustment });
        Assert.Equal(!automatic, repair is { Need: ApprovalNeed.One, Action: RepairAction.Accept });
    }

    [Theory]
    [InlineData(DifferenceKind.MissingThere)]
    [InlineData(DifferenceKind.Status)]
    [InlineData(DifferenceKind.Currency)]
    [InlineData(DifferenceKind.DuplicateHere)]
    [InlineData(DifferenceKind.UnknownMerchant)]
    [InlineData(DifferenceKind.Split)]
    [InlineData(DifferenceKind.TransactionId)]
    public void What_no_rule_may_repair_waits_for_a_person(DifferenceKind kind) =>
        Assert.Equal(ApprovalNeed.One, Plan([new(kind, DifferenceAspects.None, [Row(1)], [Row(1)])]).Repairs.Single().Need);

    [Fact]
    public void A_reversal_is_a_persons_to_see() =>
        Assert.Equal(ApprovalNeed.One, Plan([There(Row(1, MovementKind.Reversal))]).Repairs.Single().Need);

    [Fact]
    public void What_only_crossed_the_border_of_the_day_is_nobodys_to_repair() => Assert.Empty(
        Plan([new(DifferenceKind.Carried, DifferenceAspects.None, [Row(1)], [])]).Repairs);

    [Fact]
    public void Much_money_waits_for_one_person_and_very_much_for_two()
    {
        var limits = new RepairLimits { AutomaticAmountMax = 100, SecondApproverAbove = 500 };

        Assert.Equal(ApprovalNeed.None, Plan([There(Row(1) with { Amount = 100 })], limits).Repairs.Single().Need);
        Assert.Equal(ApprovalNeed.One, Plan([There(Row(1) with { Amount = 101 })], limits).Repairs.Single().Need);
        Assert.Equal(ApprovalNeed.Two, Plan([There(Row(1) with { Amount = 501 })], limits).Repairs.Single().Need);
    }

    [Fact]
    public void A_run_repairs_no_more_than_its_count_its_amount_and_its_share_of_the_day()
    {
        var five = Enumerable.Range(1, 5).Select(n => There(Row(n) with { Amount = 10 })).ToList();

        Assert.Equal(3, Plan(five, new() { CountMax = 3 }).Automatic.Count());
        Assert.Equal(4, Plan(five, new() { AmountMax = 49 }).Automatic.Count());
        Assert.Equal(2, Plan(five, new() { ShareOfDayMax = 0.01 }, rowsOfDay: 200).Automatic.Count());
    }

    [Fact]
    public void What_goes_beyond_the_limits_of_a_run_takes_two_people()
    {
        var five = Enumerable.Range(1, 5).Select(n => There(Row(n) with { Amount = 10 })).ToList();

        Assert.All(Plan(five, new() { CountMax = 3 }).Waiting, one => Assert.Equal(ApprovalNeed.Two, one.Need));
        Assert.All(Plan(five, new() { AmountMax = 49 }).Waiting, one => Assert.Equal(ApprovalNeed.Two, one.Need));
    }

    [Fact]
    public void A_hundred_in_five_minutes_are_a_storm_that_nothing_is_repaired_in()
    {
        var hundred = Enumerable.Range(1, 100).Select(n => There(Row(n, at: Noon.AddSeconds(2 * n)))).ToList();

        Assert.NotNull(Plan(hundred).Storm);
        Assert.Empty(Plan(hundred).Automatic);
        Assert.Null(Plan(hundred[1..]).Storm);
        Assert.Null(Plan([.. hundred[1..], There(Row(500, at: Noon.AddHours(2)))]).Storm);
    }

    [Fact]
    public void A_plan_does_not_depend_on_the_order_of_its_differences()
    {
        var some = Enumerable.Range(1, 9).Select(n => There(Row(n) with { Amount = n })).ToList();
        var limits = new RepairLimits { CountMax = 4 };

        Assert.Equal(
            Plan(some, limits).Automatic.Select(one => one.Id), Plan([.. some.AsEnumerable().Reverse()], limits).Automatic.Select(one => one.Id));
    }

    [Fact]
    public void Two_rows_that_differ_in_the_same_way_are_two_differences()
    {
        var twice = new DifferenceRow(DifferenceKind.DuplicateThere, DifferenceAspects.None, [], [Row(1)]);

        Assert.Equal(2, Plan([twice, twice]).Repairs.Select(one => one.Id).Distinct().Count());
    }

    [Fact]
    public void Another_amount_is_another_difference() =>
        Assert.NotEqual(DifferenceId.Of(Apart(1)), DifferenceId.Of(Apart(2)));

    private static RepairPlan Plan(IReadOnlyList<DifferenceRow> rows, RepairLimits? limits = null, long rowsOfDay = Day) =>
        RepairPlan.Of(CauseAnalysis.Explain(rows, CauseFacts.None), rowsOfDay, limits ?? new());

    private static DifferenceRow There(MovementRow row) => new(DifferenceKind.MissingHere, DifferenceAspects.None, [], [row]);

    private static DifferenceRow Late(MovementRow row) => new(
        DifferenceKind.LateMoney, DifferenceAspects.LateMoney, [row with { Status = MovementStatus.Closed }], [row]);

    private static DifferenceRow Apart(long by) => new(
        DifferenceKind.Amount, DifferenceAspects.Amount, [Row(1)], [Row(1) with { Amount = 1000 + by }]);

    private static MovementRow Row(int number, MovementKind kind = MovementKind.Payment, DateTimeOffset? at = null) => new(
        kind, MovementStatus.Succeeded, $"ORD-{number}", kind == MovementKind.Refund ? $"REF-{number}" : "", $"42{number}",
        1000, Currency.Cny, null, at ?? Noon);
}

using PayFunctions.Core.Reconciliation.Causes;
using PayFunctions.Core.Reconciliation.Matching;

namespace PayFunctions.Core.Reconciliation.Repairs;

/// <summary>What a run means to do about all its differences, within its limits.</summary>
/// <remarks>Pure and the same for the same differences in whatever order: the smallest amounts are repaired first.</remarks>
public sealed class RepairPlan
{
    private RepairPlan(IReadOnlyList<PlannedRepair> repairs, DifferenceStorm? storm) => (Repairs, Storm) = (repairs, storm);

    public IReadOnlyList<PlannedRepair> Repairs { get; }

    /// <summary>Why nothing is repaired by itself; null: there was no storm.</summary>
    public DifferenceStorm? Storm { get; }

    public IEnumerable<PlannedRepair> Automatic => Repairs.Where(repair => repair.Need == ApprovalNeed.None);

    public IEnumerable<PlannedRepair> Waiting => Repairs.Where(repair => repair.Need != ApprovalNeed.None);

    /// <param name="differences">All of the run; what merely crossed the border of the day is left out by itself.</param>
    /// <param name="rowsOfDay">The bill's rows, for the share of the day.</param>
    public static RepairPlan Of(
        IReadOnlyList<ExplainedDifference> differences, long rowsOfDay, RepairLimits limits)
    {
        var wrong = differences.Where(one => one.Difference.Kind.IsDisagreement()).ToList();
        var storm = DifferenceStorm.Find([.. wrong.Select(one => one.Difference)], limits);
        var budget = new Budget(limits, rowsOfDay, storm);
        var planned = Identified(wrong)
            .OrderBy(one => Math.Abs(RepairRule.Money(one.Difference.Difference))).ThenBy(one => one.Id, StringComparer.Ordinal)
            .Select(one => budget.Plan(one.Id, one.Difference));
        return new([.. planned.OrderBy(one => one.Id, StringComparer.Ordinal)], storm);
    }

    /// <summary>Rows of one key can differ in the same way more than once: those are told apart by number.</summary>
    private static IEnumerable<(string Id, ExplainedDifference Difference)> Identified(List<ExplainedDifference> differences) =>
        differences.GroupBy(one => DifferenceId.Of(one.Difference), StringComparer.Ordinal).SelectMany(
            group => group.OrderBy(one => one.Difference.First.Line).Select(
                (one, nth) => (nth == 0 ? group.Key : $"{group.Key}-{nth + 1}", one)));

    private sealed class Budget(RepairLimits limits, long rowsOfDay, DifferenceStorm? storm)
    {
        private readonly long _countMax =
            Math.Min(limits.CountMax, Math.Max(1, (long)Math.Ceiling(limits.ShareOfDayMax * rowsOfDay)));

        private long _amount;
        private long _count;

        public PlannedRepair Plan(string id, ExplainedDifference explained)
        {
            var rule = RepairPolicy.For(explained.Difference);
            var amount = Math.Abs(RepairRule.Money(explained.Difference));
            var isAboveRun = rule.Automatic && HeldByDay(amount) is null && HeldByRun(amount) is not null;
            var held = rule.Automatic ? HeldByDay(amount) ?? HeldByRun(amount) : rule.Why;
            if (held is null)
            {
                _count++;
                _amount += amount;
                return new(id, explained, rule.Action, ApprovalNeed.None, amount, rule.Why);
            }

            // One person's word is no way past what the run was limited to.
            var need = isAboveRun || amount > limits.SecondApproverAbove ? ApprovalNeed.Two : ApprovalNeed.One;
            return new(id, explained, rule.Action, need, amount, held);
        }

        private string? HeldByDay(long amount)
        {
            if (storm is not null) return storm.ToString();
            return amount > limits.AutomaticAmountMax ? $"more than {limits.AutomaticAmountMax} at stake: a person decides" : null;
        }

        private string? HeldByRun(long amount)
        {
            if (_count >= _countMax) return $"the run repairs {_countMax} by itself, and no more";
            return _amount + amount > limits.AmountMax ? $"the run repairs {limits.AmountMax} in all by itself, and no more" : null;
        }
    }
}

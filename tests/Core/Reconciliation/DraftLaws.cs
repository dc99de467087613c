using FsCheck;
using FsCheck.Fluent;
using PayFunctions.Core.Reconciliation;
using PayFunctions.Core.Reconciliation.Matching;

namespace PayFunctions.Tests.Core.Reconciliation;

public class DraftLaws
{
    private static readonly Arbitrary<(int Partitions, int Memory, int Workers, int DraftMax)> AnyMachine = (
        from partitions in Gen.Elements(1, 2, 16, 300)
        from memory in Gen.Elements(0, 5000, 10_000_000)
        from workers in Gen.Choose(1, 4)
        from draftMax in Gen.Elements(0, 1, 2, 5, int.MaxValue)
        select (partitions, memory, workers, draftMax)).ToArbitrary();

    [Fact]
    public void Findings_that_were_drafted_are_told_once_and_in_the_order_of_those_that_were_not() =>
        Prop.ForAll(Days.Any, AnyMachine, (day, machine) =>
        {
            var (_, expected) = Engine.Compare(day.Here, day.There, day: Days.Window);
            var sink = new DraftedList(machine.DraftMax);

            new Reconciler(new()
            {
                Partitions = machine.Partitions,
                Memory = machine.Memory,
                Workers = machine.Workers,
                Day = Days.Window,
                Spill = () => new MemoryStream(),
            }).Run(new([new MovementRows("here", day.Here)], [new MovementRows("there", day.There)]), sink, TestContext.Current.CancellationToken);

            return expected.Select(Engine.Text).SequenceEqual(sink.Rows.Select(Engine.Text));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(150).WithEndSize(120));

    private sealed class DraftedList(int draftMax) : IDifferenceSink
    {
        public List<DifferenceRow> Rows { get; } = [];

        public void Take(in Difference difference) => Rows.Add(difference.ToRow());

        public IDifferenceDraft NewDraft() => new Draft(this, draftMax);
    }

    private sealed class Draft(DraftedList list, int most) : IDifferenceDraft
    {
        private readonly List<DifferenceRow> _rows = [];

        public bool TryTake(in Difference difference)
        {
            if (_rows.Count >= most) return false;
            _rows.Add(difference.ToRow());
            return true;
        }

        public void HandOver()
        {
            list.Rows.AddRange(_rows);
            _rows.Clear();
        }
    }
}

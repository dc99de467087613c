using FsCheck;
using FsCheck.Fluent;
using PayFunctions.Core.Reconciliation;

namespace PayFunctions.Tests.Core.Reconciliation;

public class ReconcilerLaws
{
    private static readonly Arbitrary<(int Partitions, int Memory, int Workers, int Seed)> AnyMachine = (
        from partitions in Gen.Elements(1, 2, 3, 16, 64, 300)
        from memory in Gen.Elements(0, 1, 5000, 100_000, 10_000_000)
        from workers in Gen.Choose(1, 4)
        from seed in Gen.Choose(0, int.MaxValue)
        select (partitions, memory, workers, seed)).ToArbitrary();

    private static readonly Config Much = Config.QuickThrowOnFailure.WithMaxTest(150).WithEndSize(120);

    [Fact]
    public void The_engine_finds_what_the_oracle_finds_whatever_the_order_the_partitions_and_the_memory() =>
        Prop.ForAll(Days.Any, AnyMachine, (day, machine) =>
        {
            var random = new Random(machine.Seed);
            var (here, there) = (day.Here.ToArray(), day.There.ToArray());
            random.Shuffle(here);
            random.Shuffle(there);
            var expected = Oracle.Compare(day.Here, day.There, Days.Window, Days.Ours).Select(Engine.Text);

            var (coverage, found) = Engine.Compare(
                here, there, machine.Partitions, machine.Memory, machine.Workers, Days.Window, Days.Ours);

            return coverage.Holds && expected.Order(StringComparer.Ordinal).SequenceEqual(
                found.Select(Engine.Text).Order(StringComparer.Ordinal));
        }).Check(Much);

    [Fact]
    public void Differences_are_told_in_one_order_whatever_the_machine() =>
        Prop.ForAll(Days.Any, AnyMachine, (day, machine) =>
        {
            var random = new Random(machine.Seed);
            var (here, there) = (day.Here.ToArray(), day.There.ToArray());
            random.Shuffle(here);
            random.Shuffle(there);

            var (_, one) = Engine.Compare(day.Here, day.There, day: Days.Window);
            var (_, other) = Engine.Compare(here, there, machine.Partitions, machine.Memory, machine.Workers, Days.Window);

            return one.Select(Engine.Text).SequenceEqual(other.Select(Engine.Text));
        }).Check(Much);

    [Fact]
    public void Every_row_is_matched_classified_or_skipped_once() =>
        Prop.ForAll(Days.Any, day =>
        {
            var (coverage, found) = Engine.Compare(day.Here, day.There, day: Days.Window, merchants: Days.Ours);
            var told = found.SelectMany(one => one.Here).ToList();

            return coverage.Here.IsWhole && coverage.There.IsWhole && coverage.Here.In.Rows == day.Here.Length
                && coverage.There.In.Rows == day.There.Length && told.Distinct().Count() == told.Count;
        }).Check(Much);

    [Fact]
    public void A_side_against_itself_has_nothing_to_tell() =>
        Prop.ForAll(Days.Any, day =>
        {
            var booked = day.Here.Where(row => row.Status != MovementStatus.Closed).Select(row => row with { Age = 0, Merchant = "" }).ToArray();

            var (coverage, found) = Engine.Compare(booked, booked);

            return found.Count == 0 && coverage.Pairs == booked.Length && coverage.MatchRate == 1;
        }).Check(Much);
}

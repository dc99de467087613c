namespace PayFunctions.Bench.Certificates;

/// <summary>Three stretches one after the other: two with one certificate, and one in which it changes.</summary>
/// <param name="Former">What the calm stretch is held to: the same again shows how much of a ratio is noise.</param>
internal sealed record Round(
    (Stretch Stretch, Burden Burden) Former, (Stretch Stretch, Burden Burden) Calm, (Stretch Stretch, Burden Burden) Swap)
{
    public double Ratio => Swap.Stretch.P99 / Calm.Stretch.P99;

    public double ControlRatio => Calm.Stretch.P99 / Former.Stretch.P99;

    public IEnumerable<Stretch> Stretches => [Former.Stretch, Calm.Stretch, Swap.Stretch];
}

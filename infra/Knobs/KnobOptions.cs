namespace PayFunctions.Infra.Knobs;

/// <summary>Settings <c>Knobs:*</c>: how soon a setting that is changed while the app runs is heeded everywhere.</summary>
public sealed class KnobOptions
{
    public const string Section = "Knobs";

    /// <summary>How often each instance looks for changes that another has made.</summary>
    public TimeSpan Watch { get; set; } = TimeSpan.FromSeconds(10);
}

namespace Microsoft.Azure.Functions.Worker;

/// <summary>What the trigger supplied by name: route values and the like.</summary>
public abstract class BindingContext
{
    public abstract IReadOnlyDictionary<string, object?> BindingData { get; }
}

namespace Microsoft.Azure.Functions.Worker;

/// <summary>The function that is called, as it was found.</summary>
public abstract class FunctionDefinition
{
    private protected FunctionDefinition() { }

    public abstract string Name { get; }
}

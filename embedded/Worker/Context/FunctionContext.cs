namespace Microsoft.Azure.Functions.Worker;

/// <summary>One invocation: who is called, for what, with which services.</summary>
public abstract class FunctionContext
{
    private protected FunctionContext() { }

    public abstract string InvocationId { get; }

    internal abstract IServiceProvider InstanceServices { get; }

    public abstract FunctionDefinition FunctionDefinition { get; }

    public abstract IDictionary<object, object> Items { get; set; }

    public virtual CancellationToken CancellationToken => CancellationToken.None;
}

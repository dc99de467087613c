namespace Microsoft.Azure.Functions.Worker.Runtime;

/// <summary>One running invocation: the context that middleware and function share.</summary>
internal sealed class Invocation(
    DiscoveredFunction function, IServiceProvider services, IReadOnlyDictionary<string, object?> bindingData,
    CancellationToken cancellation) : FunctionContext
{
    private string? _id;
    private IDictionary<object, object>? _items;

    public DiscoveredFunction Function => function;

    /// <summary>What the trigger hands over: a request, an activity's input, a timer's state.</summary>
    public object? Trigger { get; set; }

    /// <summary>What the function returned, or what a middleware put in its place.</summary>
    public object? Result { get; set; }

    public override string InvocationId => _id ??= Guid.NewGuid().ToString();

    /// <summary>What the trigger supplied by name: route values and the like.</summary>
    public IReadOnlyDictionary<string, object?> BindingData => bindingData;

    internal override IServiceProvider InstanceServices => services;

    public override FunctionDefinition FunctionDefinition => function.Definition;

    public override IDictionary<object, object> Items
    {
        get => _items ??= new Dictionary<object, object>();
        set => _items = value;
    }

    public override CancellationToken CancellationToken => cancellation;
}

using System.Collections;

namespace Microsoft.Azure.Functions.Worker.Runtime;

/// <summary>One running invocation: the context that middleware and function share.</summary>
internal sealed class Invocation(
    DiscoveredFunction function, IServiceProvider services, IReadOnlyDictionary<string, object?> bindingData,
    CancellationToken cancellation) : FunctionContext
{
    private string? _id;
    private IDictionary<object, object>? _items;
    private InvocationFeatures? _features;

    public DiscoveredFunction Function => function;

    /// <summary>What the trigger hands over: a request, an activity's input, a timer's state.</summary>
    public object? Trigger { get; set; }

    /// <summary>What the function returned, or what a middleware put in its place.</summary>
    public object? Result { get; set; }

    public override string InvocationId => _id ??= Guid.NewGuid().ToString();

    public override string FunctionId => function.Definition.Id;

    public override BindingContext BindingContext { get; } = new Bindings(bindingData);

    public override IServiceProvider InstanceServices { get; set; } = services;

    public override FunctionDefinition FunctionDefinition => function.Definition;

    public override IDictionary<object, object> Items
    {
        get => _items ??= new Dictionary<object, object>();
        set => _items = value;
    }

    public override IInvocationFeatures Features => _features ??= new InvocationFeatures();

    public override CancellationToken CancellationToken => cancellation;

    private sealed class Bindings(IReadOnlyDictionary<string, object?> data) : BindingContext
    {
        public override IReadOnlyDictionary<string, object?> BindingData => data;
    }

    private sealed class InvocationFeatures : IInvocationFeatures
    {
        private readonly Dictionary<Type, object> _byType = [];

        public void Set<T>(T? instance)
        {
            if (instance is null) _byType.Remove(typeof(T));
            else _byType[typeof(T)] = instance;
        }

        public T? Get<T>() => _byType.TryGetValue(typeof(T), out var found) ? (T)found : default;

        public IEnumerator<KeyValuePair<Type, object>> GetEnumerator() => _byType.GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}

namespace Microsoft.Azure.Functions.Worker;

/// <summary>What an invocation carries by type.</summary>
public interface IInvocationFeatures : IEnumerable<KeyValuePair<Type, object>>
{
    void Set<T>(T? instance);

    T? Get<T>();
}

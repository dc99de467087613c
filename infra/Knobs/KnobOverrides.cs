using Microsoft.Extensions.Configuration;

namespace PayFunctions.Infra.Knobs;

/// <summary>The values that stand above all settings, by name; whoever reads options hears when they change.</summary>
public sealed class KnobOverrides
{
    private readonly Values _values = new();

    public KnobOverrides() => Configuration = new ConfigurationRoot([_values]);

    public IConfigurationRoot Configuration { get; }

    public bool Holds(string name) => _values.TryGet(name, out _);

    /// <summary>Others from now on; nothing is told where nothing differs.</summary>
    public void Replace(IReadOnlyDictionary<string, string?> values) => _values.Replace(values);

    private sealed class Values : ConfigurationProvider
    {
        public void Replace(IReadOnlyDictionary<string, string?> values)
        {
            var isSame = values.Count == Data.Count
                && values.All(one => Data.TryGetValue(one.Key, out var known) && known == one.Value);
            if (isSame) return;
            Data = new Dictionary<string, string?>(values, StringComparer.OrdinalIgnoreCase);
            OnReload();
        }
    }
}

using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace PayFunctions.Infra.Knobs;

/// <summary>One options class: how it is bound, checked and read, as the options themselves are.</summary>
internal sealed class KnobClass<T>(
    string section, Assembly readers, IOptionsMonitor<T> monitor, IEnumerable<IConfigureOptions<T>> configure,
    IEnumerable<IPostConfigureOptions<T>> after, IEnumerable<IValidateOptions<T>> rules) : IKnobClass
    where T : class, new()
{
    public string Section => section;

    public IReadOnlyList<Knob> Knobs { get; } = [.. Knob.Of(section, typeof(T))];

    public IReadOnlyList<string> Readers => field ??= [.. new[] { typeof(T).Assembly, readers }.Distinct()
        .SelectMany(assembly => assembly.GetTypes()).Where(Reads).Select(type => type.Name).Order(StringComparer.Ordinal)];

    public object Current => monitor.CurrentValue;

    public IReadOnlyList<string> Problems(IConfiguration overrides)
    {
        var candidate = new T();
        foreach (var one in configure) one.Configure(candidate);
        foreach (var one in after.Where(one => one is not KnobLayer<T>)) one.PostConfigure(Options.DefaultName, candidate);
        try
        {
            overrides.GetSection(section).Bind(candidate);
        }
        catch (InvalidOperationException e)
        {
            return [e.Message]; // What is no number, time or switch; the message names the setting.
        }

        return [.. rules.Select(rule => rule.Validate(Options.DefaultName, candidate))
            .Where(found => found.Failed).SelectMany(found => found.Failures ?? [])];
    }

    private static bool Reads(Type type) => type is { IsAbstract: false } && type.GetConstructors()
        .SelectMany(constructor => constructor.GetParameters())
        .Any(parameter => parameter.ParameterType == typeof(IOptionsMonitor<T>));
}

/// <summary>What stands above the settings, laid over the options after all else and before they are checked.</summary>
internal sealed class KnobLayer<T>(string section, KnobOverrides overrides) : IPostConfigureOptions<T>
    where T : class
{
    public void PostConfigure(string? name, T options) => overrides.Configuration.GetSection(section).Bind(options);
}

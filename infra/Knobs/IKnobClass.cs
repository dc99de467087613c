using Microsoft.Extensions.Configuration;

namespace PayFunctions.Infra.Knobs;

/// <summary>An options class whose knobs may be changed.</summary>
public interface IKnobClass
{
    string Section { get; }

    IReadOnlyList<Knob> Knobs { get; }

    /// <summary>Whoever takes these options in, by the names of their types.</summary>
    IReadOnlyList<string> Readers { get; }

    object Current { get; }

    /// <summary>What the class's own rules say of these values above all settings.</summary>
    /// <returns>Empty: they are good.</returns>
    IReadOnlyList<string> Problems(IConfiguration overrides);
}

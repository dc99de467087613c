namespace PayFunctions.Infra.Forms;

/// <summary>Why a body is not taken for a form.</summary>
internal enum FormProblem
{
    /// <summary>Not as browsers write them: a bad escape, a raw byte, an empty or odd field name.</summary>
    Malformed,

    TooManyFields,

    /// <summary>A field that comes twice.</summary>
    DuplicateField,
}

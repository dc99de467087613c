namespace PayFunctions.Core.Reconciliation;

/// <summary>Why a bill was refused.</summary>
public enum BillFault
{
    /// <summary>There is nothing in it, not even a header.</summary>
    Empty,

    /// <summary>It is something else: an HTML page, a JSON error, another kind of bill.</summary>
    NotABill,

    /// <summary>The archive or compressed stream is broken, cut short, or holds what a bill's archive does not.</summary>
    Container,

    /// <summary>It unpacks to more than a bill can be.</summary>
    TooLarge,

    /// <summary>Its bytes are no text in the encoding that it has.</summary>
    Encoding,

    /// <summary>The header lacks a column that is needed, or names one twice.</summary>
    Header,

    /// <summary>A line has another number of cells, or a length, than it must.</summary>
    Shape,

    /// <summary>A cell does not read as what its column holds.</summary>
    Cell,

    /// <summary>A word of a closed vocabulary that nobody knows.</summary>
    UnknownWord,

    /// <summary>A movement of another day than the bill's.</summary>
    AnotherDay,

    /// <summary>The lines and the bill's own summary disagree, or the summary is missing.</summary>
    Summary,

    /// <summary>The bytes are not those whose hash the provider told.</summary>
    Hash,
}

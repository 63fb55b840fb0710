namespace PresignKit.SigV4;

/// <summary>How a condition of a POST policy compares.</summary>
public enum PostConditionKind
{
    /// <summary>The field must have exactly this value: <c>{"name": "value"}</c> or <c>["eq", "$name", "value"]</c>.</summary>
    Exact,

    /// <summary>
    /// The field must start with this text: <c>["starts-with", "$name", "prefix"]</c>. If the text is empty, any value is allowed, but the
    /// field must be present.
    /// </summary>
    StartsWith,

    /// <summary>The size of the file in bytes must be within these bounds, inclusive: <c>["content-length-range", min, max]</c>.</summary>
    ContentLengthRange,
}

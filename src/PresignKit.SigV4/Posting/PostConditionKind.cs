namespace PresignKit.SigV4;

/// <summary>How a POST policy's condition compares.</summary>
public enum PostConditionKind
{
    /// <summary>The field has exactly this value: <c>{"name": "value"}</c> or <c>["eq", "$name", "value"]</c>.</summary>
    Exact,

    /// <summary>The field begins with this text; with empty text any value will do, but the field must be there: <c>["starts-with", "$name", "prefix"]</c>.</summary>
    StartsWith,

    /// <summary>The file's size in bytes lies within bounds, both included: <c>["content-length-range", min, max]</c>.</summary>
    ContentLengthRange,
}

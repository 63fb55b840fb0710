namespace PresignKit;

/// <summary>Whether an upload may replace an object.</summary>
public enum WriteOnceRule
{
    /// <summary>An upload to a key that holds an object is refused.</summary>
    Required,

    /// <summary>An upload replaces what is there, as often as its slot lives.</summary>
    NotRequired,
}

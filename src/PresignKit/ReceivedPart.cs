namespace PresignKit;

/// <summary>A part that the store has received.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Size">Its size in bytes. One that differs from the plan's must be sent again.</param>
/// <param name="ETag">Its entity tag as the store returns it.</param>
public sealed record ReceivedPart(int Number, long Size, string ETag)
{
    /// <summary>The MD5 of its bytes in base64.</summary>
    /// <value>Null: the store does not tell.</value>
    public string? Md5 { get; init; }
}

namespace PresignKit;

/// <summary>
/// A playlist of HLS or DASH is not signed: it is malformed, or names something that its grant does not allow. The message contains nothing of the playlist but the
/// number of the line, so the client may see it.
/// </summary>
public sealed class PlaylistException : PresignKitException
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="code">A stable code of <see cref="PlaylistErrorCodes"/>.</param>
    /// <param name="message">What is wrong, and what to do; never a secret.</param>
    /// <param name="line">The line, counted from 1; null: the failure is not about one line.</param>
    public PlaylistException(string code, string message, int? line = null)
        : base(code, line is null ? message : $"Line {line}: {message}")
    {
        Line = line;
    }

    /// <summary>The line that is refused, counted from 1.</summary>
    /// <value>Null: the failure is not about one line.</value>
    public int? Line { get; }
}

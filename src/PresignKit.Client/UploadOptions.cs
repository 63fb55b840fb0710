namespace PresignKit.Client;

/// <summary>What is declared about one upload.</summary>
public sealed record UploadOptions
{
    /// <summary>The name of the upload policy.</summary>
    public required string Policy { get; init; }

    /// <summary>The file name, without folders.</summary>
    /// <value>The default is <see langword="null"/>: the name of the source.</value>
    public string? FileName { get; init; }

    /// <summary>The content type of the file.</summary>
    /// <value>The default is <see langword="null"/>: the content type of the source or, if that has none, what the server takes from the file name.</value>
    public string? ContentType { get; init; }

    /// <summary>Whether the SHA-256 of the file is computed and declared, which reads the source once before anything is sent. Needed only if the
    /// policy requires a checksum.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool DeclareSha256 { get; init; }

    /// <summary>Additional data for the application; at most 16 entries.</summary>
    /// <value>The default is <see langword="null"/>.</value>
    public IReadOnlyDictionary<string, string>? Context { get; init; }

    /// <summary>
    /// Saves the state, so that a later process can resume the upload: called when the slot is open, when a part was sent, and when the token was
    /// renewed; never twice at the same time. The state contains a secret (<see cref="UploadState.ToJson"/>). If it throws, the upload fails with
    /// that exception. Its token is canceled with the upload: replace the saved state in one step, or a canceled save can leave half of it.
    /// </summary>
    /// <value>The default is <see langword="null"/>.</value>
    public Func<UploadState, CancellationToken, ValueTask>? SaveState { get; init; }
}

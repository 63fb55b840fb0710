using System.Diagnostics;
using System.Text.Json;
using PresignKit.Client.Json;

namespace PresignKit.Client;

/// <summary>
/// An upload that has been started. Another process can use it to resume or abort the upload. <b>It contains the slot's token, which is a secret:</b>
/// anyone who has it and can sign in as the same user can write this one object. Keep it where you keep the user's own data; do not log it and do not put it into URLs.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class UploadState
{
    private readonly StateDocument _document;

    internal UploadState(StateDocument document)
    {
        _document = document;
    }

    /// <summary>The key of the object.</summary>
    public string Key => _document.Key;

    /// <summary>The file name that was declared.</summary>
    public string FileName => _document.FileName;

    /// <summary>The name of the upload policy.</summary>
    public string Policy => _document.Policy;

    /// <summary>The size of the file in bytes.</summary>
    public long Size => _document.Size;

    /// <summary>Whether the file is sent in parts, so that resuming goes on where the upload was; otherwise it sends the whole file again.</summary>
    public bool IsInParts => _document.Transport == "multipart";

    /// <summary>When the upload can no longer be resumed, if the server said so.</summary>
    public DateTimeOffset? EndsAt => _document.EndsAt;

    internal StateDocument Document => _document;

    /// <summary>Reads a saved state.</summary>
    /// <param name="json">What <see cref="ToJson"/> returned.</param>
    /// <returns>The state.</returns>
    /// <exception cref="UploadException">The text is not a state (<see cref="UploadErrorCodes.StateInvalid"/>).</exception>
    public static UploadState FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        StateDocument? document;
        try
        {
            document = JsonSerializer.Deserialize(json, ClientJsonContext.Default.StateDocument);
        }
        catch (JsonException)
        {
            // Without the exception: it may quote the text, which contains the token.
            document = null;
        }

        return document is { Version: 1, Transport: "put" or "post" or "multipart", Size: >= 0 } && document.Token.Length > 0 && HasPlan(document)
            ? new(document)
            : throw new UploadException(UploadErrorCodes.StateInvalid, "The saved state of the upload cannot be read. Begin the upload again.");
    }

    /// <summary>Writes the state, to be saved. The text contains a secret.</summary>
    /// <returns>JSON that <see cref="FromJson"/> reads.</returns>
    public string ToJson() => JsonSerializer.Serialize(_document, ClientJsonContext.Default.StateDocument);

    /// <summary>The file, without the secret.</summary>
    /// <returns>A text for people.</returns>
    public override string ToString() => $"Upload of {FileName} ({Size} bytes) to {Key} <token redacted>";

    private static bool HasPlan(StateDocument document)
    {
        if (document.Transport != "multipart")
        {
            return document.Checksums is null;
        }

        return document is { Size: > 0, PartSize: > 0 }
            && ((document.Size - 1) / document.PartSize) + 1 is var count and <= 10_000
            && (document.Checksums is null || document.Checksums.Count == count);
    }
}

using System.Text;
using PresignKit.Keys;
using PresignKit.Providers;

namespace PresignKit.Completion;

/// <summary>
/// The record of how a slot ended: a small object in a folder of its own. Only the first one for a slot is stored. It says which object is the
/// slot's only result, or why there is none. It must exist as long as the slot can be completed; after that, a lifecycle rule can expire it, or a
/// sweep, which recognizes it by the slot's value.
/// </summary>
internal sealed class SlotRecords(IObjectStore objects, string frozenPrefix, ObjectKey slot, string? binding)
{
    private const string ContentType = "text/plain";

    private const string Accepted = "verified";

    private const string Refused = "refused";

    /// <summary>More than the longest key and the longest reason.</summary>
    private const int MaximumLength = 8 * 1024;

    private const int MaximumReason = 1_000;

    private readonly StoredAttributes? _attributes = binding is null
        ? null
        : StoredAttributes.None with { Metadata = StoredAttributes.None.Metadata.Add(SlotBinding.MetadataName, binding) };

    private readonly ObjectKey _key = FrozenKey.Record(frozenPrefix, slot);

    /// <summary>What is on record; null: nothing. If the object on record no longer exists, the slot has ended.</summary>
    /// <param name="found">The object on record, if it has been looked up; null: it is looked up.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    public async Task<UploadVerification?> FindAsync(ObjectProperties? found, CancellationToken cancellationToken)
    {
        string[] lines;
        try
        {
            var stream = await objects.OpenFirstAsync(_key, cancellationToken).ConfigureAwait(false);
            await using (stream.ConfigureAwait(false))
            {
                lines = await ReadAsync(stream, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (StoreException e) when (e.Code == ErrorCodes.ObjectNotFound)
        {
            return null;
        }

        return lines switch
        {
            [Accepted, var key, var content, var finding] => Judged(
                await FindAsync(new ObjectKey(key), found, cancellationToken).ConfigureAwait(false), content, finding),
            [Refused, var code, var reason] => UploadVerification.Refused(code, reason),
            _ => UploadVerification.Ended,
        };
    }

    /// <summary>Records a result, unless another one is on record: then that one is returned.</summary>
    /// <param name="verification">The result: verified or refused. Any other one is returned without being recorded.</param>
    /// <param name="found">The object on record, if it has been looked up; null: it is looked up.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    public async Task<UploadVerification> AddAsync(UploadVerification verification, ObjectProperties? found, CancellationToken cancellationToken)
    {
        string text;
        if (verification.IsVerified)
        {
            text = $"{Accepted}\n{verification.Key}\n{verification.Content}\n{OneLine(verification.ContentFinding)}\n";
        }
        else if (verification.IsRefused)
        {
            text = $"{Refused}\n{verification.Code}\n{OneLine(verification.Reason)}\n";
        }
        else
        {
            return verification;
        }

        using var content = new MemoryStream(Encoding.UTF8.GetBytes(text), writable: false);
        if (await objects.PutAsync(_key, content, ContentType, _attributes, createOnly: true, cancellationToken).ConfigureAwait(false))
        {
            return verification;
        }

        return await FindAsync(found, cancellationToken).ConfigureAwait(false) ?? UploadVerification.Changed;
    }

    private async Task<UploadVerification> FindAsync(ObjectKey key, ObjectProperties? known, CancellationToken cancellationToken) =>
        (known ?? await objects.FindAsync(key, cancellationToken).ConfigureAwait(false)) is { } found
            ? UploadVerification.Verified(key, found)
            : UploadVerification.Ended;

    private static UploadVerification Judged(UploadVerification verification, string content, string finding) =>
        verification.IsVerified && Enum.TryParse<ContentMatch>(content, out var match)
            ? verification with { Content = match, ContentFinding = finding }
            : verification;

    private static string OneLine(string? text) =>
        (text is { Length: > MaximumReason } ? text[..MaximumReason] : text ?? "").ReplaceLineEndings(" ");

    private static async Task<string[]> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var buffer = new byte[MaximumLength];
        var length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        return Encoding.UTF8.GetString(buffer, 0, length).Split('\n')[..^1];
    }
}

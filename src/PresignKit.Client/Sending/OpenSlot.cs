using PresignKit.Client.Hashing;
using PresignKit.Client.Json;

namespace PresignKit.Client.Sending;

/// <summary>An open slot: its token, which changes when it is renewed, and the checksums of the parts that were sent.</summary>
internal sealed class OpenSlot
{
    private readonly Lock _lock = new();
    private readonly StateDocument _opened;
    private readonly string?[] _checksums;
    private string _token;
    private DateTimeOffset _expiresAt;

    public OpenSlot(StateDocument opened)
    {
        _opened = opened;
        (_token, _expiresAt) = (opened.Token, opened.ExpiresAt);
        Plan = opened.Transport == "multipart" ? new(opened.Size, opened.PartSize) : null;
        _checksums = new string?[Plan?.Count ?? 1];
        for (var i = 0; i < (opened.Checksums?.Count ?? 0); i++)
        {
            _checksums[i] = opened.Checksums![i];
        }
    }

    /// <summary>The parts, if the file is sent in parts.</summary>
    public PartPlan? Plan { get; }

    public long Size => _opened.Size;

    public string ContentType => _opened.ContentType;

    /// <summary>The checksum that the server compares.</summary>
    public string? Algorithm => _opened.TransferChecksum;

    public string Token
    {
        get
        {
            lock (_lock)
            {
                return _token;
            }
        }
    }

    public DateTimeOffset ExpiresAt
    {
        get
        {
            lock (_lock)
            {
                return _expiresAt;
            }
        }
    }

    public static OpenSlot Of(OpenAnswer answer, OpenBody body)
    {
        var isMultipart = answer.Transport == "multipart";
        var plan = answer.Multipart;
        var isValid = answer.Size == body.Size && answer.Token.Length > 0 && answer.Transport switch
        {
            "multipart" => plan is { PartSize: > 0, PartCount: >= 1 and <= PartPlan.MaximumCount }
                && new PartPlan(answer.Size, plan.PartSize).Count == plan.PartCount,
            "put" => answer.Request is { Fields: null },
            "post" => answer.Request is { Fields: not null },
            _ => false,
        };
        return isValid
            ? new(new()
            {
                Version = 1,
                Token = answer.Token,
                Transport = answer.Transport,
                Policy = body.Policy,
                FileName = body.FileName,
                Key = answer.Key,
                ContentType = answer.ContentType,
                Size = answer.Size,
                PartSize = isMultipart ? plan!.PartSize : 0,
                TransferChecksum = answer.TransferChecksum,
                ChecksumSha256 = body.ChecksumSha256,
                Context = body.Context,
                ExpiresAt = answer.ExpiresAt,
                EndsAt = answer.EndsAt,
            })
            : throw new UploadException(
                UploadErrorCodes.AnswerInvalid, "The application opened a slot that this client cannot use. Check that client and server fit together.");
    }

    public void Renew(string token, DateTimeOffset expiresAt)
    {
        lock (_lock)
        {
            (_token, _expiresAt) = (token, expiresAt);
        }
    }

    public string? ChecksumOf(int number)
    {
        lock (_lock)
        {
            return _checksums[number - 1];
        }
    }

    public void SetChecksum(int number, string? checksum)
    {
        lock (_lock)
        {
            _checksums[number - 1] = checksum;
        }
    }

    /// <summary>What the server compares with the store's checksums; null if it compares none, or if one is not known.</summary>
    public ChecksumsBody? Checksums()
    {
        lock (_lock)
        {
            return PartChecksum.Knows(Algorithm) && !Array.Exists(_checksums, checksum => checksum is null)
                ? new() { Algorithm = Algorithm!, Parts = [.. _checksums!] }
                : null;
        }
    }

    public UploadState Snapshot()
    {
        lock (_lock)
        {
            return new(new()
            {
                Version = _opened.Version,
                Token = _token,
                Transport = _opened.Transport,
                Policy = _opened.Policy,
                FileName = _opened.FileName,
                Key = _opened.Key,
                ContentType = _opened.ContentType,
                Size = _opened.Size,
                PartSize = _opened.PartSize,
                TransferChecksum = _opened.TransferChecksum,
                ChecksumSha256 = _opened.ChecksumSha256,
                Context = _opened.Context,
                ExpiresAt = _expiresAt,
                EndsAt = _opened.EndsAt,
                Checksums = Plan is null ? null : [.. _checksums],
            });
        }
    }
}

using System.Diagnostics.CodeAnalysis;

namespace PresignKit.AspNetCore;

/// <summary>What has become of a slot: an upload that the application has accepted, or why there is none.</summary>
public sealed record SlotCompletionResult
{
    private SlotCompletionResult()
    {
    }

    /// <summary>Whether the application has accepted the upload.</summary>
    /// <value>
    /// If true, <see cref="Id"/>, <see cref="Key"/>, and <see cref="ContentType"/> are set; if false, <see cref="Code"/> and <see cref="Detail"/>.
    /// </value>
    [MemberNotNullWhen(true, nameof(Id), nameof(Key), nameof(ContentType))]
    [MemberNotNullWhen(false, nameof(Code), nameof(Detail))]
    public bool IsAccepted => Id is not null;

    /// <summary>The application's own ID of the upload (<see cref="UploadVerdict.Id"/>).</summary>
    /// <value>Null if there is no accepted upload.</value>
    public string? Id { get; private init; }

    /// <summary>The key of the accepted object.</summary>
    /// <value>Null if there is no accepted upload.</value>
    public ObjectKey? Key { get; private init; }

    /// <summary>The verified content type.</summary>
    /// <value>Null if there is no accepted upload.</value>
    public string? ContentType { get; private init; }

    /// <summary>The verified size in bytes.</summary>
    /// <value>
    /// Null if there is no accepted upload, or if its slot was opened without a size and the application did not report one
    /// (<see cref="UploadVerdict.Accepted"/>).
    /// </value>
    public long? Size { get; private init; }

    /// <summary>Why there is no accepted upload, for programs: a code of the endpoints, or one of the application's own.</summary>
    /// <value>Null if the upload is accepted.</value>
    public string? Code { get; private init; }

    /// <summary>Why there is no accepted upload, for people to read.</summary>
    /// <value>Null if the upload is accepted.</value>
    public string? Detail { get; private init; }

    /// <summary>The HTTP status that <c>POST /slots/complete</c> would respond with.</summary>
    /// <value>200 if the upload is accepted.</value>
    public int Status { get; private init; }

    /// <summary>A result with an accepted upload, for tests of an application's own code.</summary>
    /// <param name="id">The application's own ID of the upload.</param>
    /// <param name="key">The key of the accepted object.</param>
    /// <param name="contentType">The verified content type.</param>
    /// <param name="size">The verified size in bytes; null: it was not declared, and the application did not report it.</param>
    /// <returns>The result.</returns>
    /// <exception cref="ArgumentException"><paramref name="id"/> or <paramref name="contentType"/> is null or empty.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    public static SlotCompletionResult Accepted(string id, ObjectKey key, string contentType, long? size)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        ArgumentNullException.ThrowIfNull(key);
        ArgumentException.ThrowIfNullOrEmpty(contentType);
        return new() { Id = id, Key = key, ContentType = contentType, Size = size, Status = 200 };
    }

    /// <summary>A result without an accepted upload, for tests of an application's own code.</summary>
    /// <param name="code">The code.</param>
    /// <param name="detail">What is wrong.</param>
    /// <param name="status">The HTTP status.</param>
    /// <returns>The result.</returns>
    /// <exception cref="ArgumentException"><paramref name="code"/> or <paramref name="detail"/> is null or empty.</exception>
    public static SlotCompletionResult Refused(string code, string detail, int status)
    {
        ArgumentException.ThrowIfNullOrEmpty(code);
        ArgumentException.ThrowIfNullOrEmpty(detail);
        return new() { Code = code, Detail = detail, Status = status };
    }
}

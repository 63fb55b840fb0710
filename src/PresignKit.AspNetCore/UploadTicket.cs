using System.Collections.ObjectModel;
using System.Security.Claims;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PresignKit.AspNetCore;

/// <summary>
/// One upload of one user: what the client declared when it opened the slot, and the slot's key. Every callback of
/// <see cref="IPresignKitApplication"/> about an upload receives one.
/// </summary>
/// <remarks>
/// As JSON it has everything but <see cref="User"/>, and no slot key before there is one. It cannot be read from JSON. A
/// source-generated context cannot use this form: serialize a type of your own there.
/// </remarks>
[JsonConverter(typeof(TicketConverter))]
public sealed record UploadTicket
{
    // Null until the slot has been opened. A record compares fields, so the getter that throws takes no part in equality.
    private readonly ObjectKey? _slotKey;

    /// <summary>
    /// The user who makes the request. After authorization this is always the user whom the slot was issued to. When a sweep completes an abandoned
    /// upload (<see cref="PresignKitEndpointOptions.CompleteAbandoned"/>), nobody makes a request, and the principal has nothing but
    /// <see cref="UserId"/>, as the claim <see cref="ClaimTypes.NameIdentifier"/>; the authentication type is <c>PresignKit.Sweep</c>.
    /// </summary>
    public required ClaimsPrincipal User { get; init; }

    /// <summary>The ID of <see cref="User"/>, as returned by <see cref="PresignKitEndpointOptions.UserId"/>.</summary>
    /// <value>Null for an anonymous user.</value>
    public required string? UserId { get; init; }

    /// <summary>The name of the store that the object is uploaded to.</summary>
    public required string StoreName { get; init; }

    /// <summary>The name of the upload policy.</summary>
    public required string Policy { get; init; }

    /// <summary>
    /// The key that the slot writes. No two slots have the same one, so it identifies the upload: make it a unique column.
    /// </summary>
    /// <exception cref="InvalidOperationException">
    /// The slot has not been opened yet. <see cref="IPresignKitApplication.AuthorizeUploadAsync"/> is called before a key is chosen.
    /// </exception>
    public ObjectKey SlotKey
    {
        get => _slotKey ?? throw new InvalidOperationException(
            "The ticket has no slot key yet: the key is chosen after AuthorizeUploadAsync has allowed the upload. "
            + "In a unit test, set SlotKey when you create the ticket.");
        init => _slotKey = value;
    }

    /// <summary>The key that <see cref="UploadDecision.Destination"/> chose for the object.</summary>
    /// <value>Null: none was chosen, or the slot has not been opened yet.</value>
    public ObjectKey? Destination { get; init; }

    /// <summary>
    /// Whether the slot is open already, and its user asks to go on with an upload in parts: <see cref="IPresignKitApplication.AuthorizeUploadAsync"/>
    /// decides again, and nothing but a denial counts.
    /// </summary>
    /// <value>False.</value>
    public bool IsRenewal { get; init; }

    /// <summary>The client's name for the file: without path separators and control characters, otherwise as the user chose it.</summary>
    public required string FileName { get; init; }

    /// <summary>
    /// The content type that the slot is for: the declared one, or what the policy resolved it to from an alias or from the file name.
    /// </summary>
    public required string ContentType { get; init; }

    /// <summary>The declared size in bytes.</summary>
    /// <value>Null: nobody knew it when the slot was opened (<see cref="UploadPolicyOptions.AllowUnknownSize"/>). <see cref="VerifiedObject.Size"/> has it.</value>
    public required long? Size { get; init; }

    /// <summary>The most bytes that the upload can have, as for a quota: <see cref="Size"/>, or the limit of a slot without a size.</summary>
    public long MaximumSize
    {
        get => Size ?? field;
        init;
    } = long.MaxValue;

    /// <summary>Additional data that the client sent for the application, such as the album to upload to. Untrusted text.</summary>
    /// <value>Empty by default.</value>
    public IReadOnlyDictionary<string, string> Context { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>
    /// Describes the upload for a log or a debugger: policy, store, slot key, content type, and size. It leaves out what the client or the
    /// user chose (user ID, file name, and context).
    /// </summary>
    /// <returns>The description.</returns>
    public override string ToString() =>
        $"{nameof(UploadTicket)} {{ Policy = {Policy}, StoreName = {StoreName}, SlotKey = {_slotKey?.Value ?? "none"}, "
        + $"ContentType = {ContentType}, Size = {(Size is null ? $"up to {MaximumSize}" : $"{Size}")} }}";

    /// <summary>
    /// Writes a ticket, for example into an audit log: a principal refers to itself, so it cannot be written, and the slot key throws before
    /// there is one.
    /// </summary>
    private sealed class TicketConverter : JsonConverter<UploadTicket>
    {
        public override UploadTicket Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("An UploadTicket cannot be read from JSON, because it has no user there.");

        public override void Write(Utf8JsonWriter writer, UploadTicket value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            writer.WriteString(Name(nameof(UserId), options), value.UserId);
            writer.WriteString(Name(nameof(StoreName), options), value.StoreName);
            writer.WriteString(Name(nameof(Policy), options), value.Policy);
            if (value._slotKey is { } key)
            {
                writer.WriteString(Name(nameof(SlotKey), options), key.Value);
            }

            if (value.Destination is { } destination)
            {
                writer.WriteString(Name(nameof(Destination), options), destination.Value);
            }

            if (value.IsRenewal)
            {
                writer.WriteBoolean(Name(nameof(IsRenewal), options), value: true);
            }

            writer.WriteString(Name(nameof(FileName), options), value.FileName);
            writer.WriteString(Name(nameof(ContentType), options), value.ContentType);
            if (value.Size is { } size)
            {
                writer.WriteNumber(Name(nameof(Size), options), size);
            }

            writer.WriteNumber(Name(nameof(MaximumSize), options), value.MaximumSize);
            writer.WriteStartObject(Name(nameof(Context), options));
            foreach (var (name, text) in value.Context)
            {
                writer.WriteString(name, text);
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        private static string Name(string property, JsonSerializerOptions options) =>
            options.PropertyNamingPolicy?.ConvertName(property) ?? property;
    }
}

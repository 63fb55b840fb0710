using System.Text.Json;
using System.Text.Json.Serialization;

namespace PresignKit.AspNetCore.Json;

/// <summary>
/// Writes a ticket, for example into an audit log: a principal refers to itself, so it cannot be written, and the slot key throws before
/// there is one.
/// </summary>
internal sealed class UploadTicketConverter : JsonConverter<UploadTicket>
{
    public override UploadTicket Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("An UploadTicket cannot be read from JSON, because it has no user there.");

    public override void Write(Utf8JsonWriter writer, UploadTicket value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString(Name(nameof(UploadTicket.UserId), options), value.UserId);
        writer.WriteString(Name(nameof(UploadTicket.StoreName), options), value.StoreName);
        writer.WriteString(Name(nameof(UploadTicket.Policy), options), value.Policy);
        if (value.KnownSlotKey is { } key)
        {
            writer.WriteString(Name(nameof(UploadTicket.SlotKey), options), key.Value);
        }

        writer.WriteString(Name(nameof(UploadTicket.FileName), options), value.FileName);
        writer.WriteString(Name(nameof(UploadTicket.ContentType), options), value.ContentType);
        writer.WriteNumber(Name(nameof(UploadTicket.Size), options), value.Size);
        writer.WriteStartObject(Name(nameof(UploadTicket.Context), options));
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

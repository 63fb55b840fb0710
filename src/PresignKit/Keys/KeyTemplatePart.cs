namespace PresignKit.Keys;

internal enum KeyTemplatePartKind
{
    Literal,
    Id,
    Extension,
    FileName,
    Date,
    Value,
}

/// <summary>A part of a key template.</summary>
/// <param name="Kind">What it stands for.</param>
/// <param name="Text">The literal text, the date format, or the name of the application's value.</param>
internal readonly record struct KeyTemplatePart(KeyTemplatePartKind Kind, string Text);
